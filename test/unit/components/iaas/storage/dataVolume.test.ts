import { describe, expect, test } from "@jest/globals";

import { DataVolume, type DataVolumeArgs } from "../../../../../components/iaas/storage/dataVolume.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

function render(more: Partial<DataVolumeArgs> = {}, protection = protectionAccount()): Promise<RenderedComponent> {
  return renderComponent(() => {
    const args = {
      volumeName: "acme--web--data",
      sizeGiB: 100,
      availabilityZone: "eu-central-1b",
      tags: { "tenantry:tenant": "acme" },
      ...more,
    };
    const volume = new DataVolume("data", args, protection.opts);
    return { volumeId: volume.volumeId, arn: volume.arn };
  });
}

describe("a data volume", () => {
  test("is an encrypted disk that leaves a snapshot behind", async () => {
    const rendered = await render();
    expect(treeOf(rendered)).toEqual([
      "aws:ebs/volume:Volume data < data",
      "tenantry:iaas:DataVolume data < tenantry-test",
    ]);
    expect(inputsOf(rendered, "aws:ebs/volume:Volume")).toEqual({
      availabilityZone: "eu-central-1b",
      size: 100,
      type: "gp3",
      encrypted: true,
      finalSnapshot: true,
      tags: { "tenantry:tenant": "acme", Name: "acme--web--data" },
    });
    expect(rendered.outputs).toEqual({ volumeId: "data-id", arn: "arn:aws:test:::data" });
  });

  test("is encrypted by the tenant's key, where there is one", async () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    expect(inputsOf(await render({ keyArn }), "aws:ebs/volume:Volume")).toMatchObject({
      encrypted: true,
      kmsKeyId: keyArn,
    });
  });

  test("is protected, unless it is said not to be", async () => {
    const standing = protectionAccount();
    await render({}, standing);
    expect(standing.guarded).toEqual(["aws:ebs/volume:Volume data"]);
    const lifted = protectionAccount();
    await render({ protect: false }, lifted);
    expect(lifted.guarded).toEqual([]);
  });
});
