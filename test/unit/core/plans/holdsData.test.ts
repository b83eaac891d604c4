/** Holds the table of what is lost for good to what the service kinds protect and what the policies ask to be protected. */
import { describe, expect, test } from "@jest/globals";

import { holdsData } from "../../../../core/plans/holdsData.ts";
import { sampleTiers } from "../../../../docs/tiers/sampleTenants.ts";
import { renderCell, renderTenant } from "../../../../fleet/engine/render.ts";
import { openEstate } from "../../../../fleet/openEstate.ts";
import { root } from "../../../helpers/cli.ts";

describe("what is lost for good when it goes", () => {
  test("is what the highest tiers and the cells have protected, and logs, which nobody protects", async () => {
    const premium = sampleTiers().filter(({ entry }) => ["premium", "shared"].includes(entry.manifest.metadata.name));
    expect(premium.map(({ entry }) => entry.manifest.metadata.service)).toEqual(["iaas", "paas", "saas"]);
    const resources = [];
    for (const { resolved } of premium) resources.push(...(await renderTenant(resolved)));
    const { estate } = openEstate("estate", root);
    for (const cell of estate?.manifest.spec.cells ?? []) {
      if (cell.target === "kubernetes") resources.push(...(await renderCell(cell, estate?.shared.get(cell.id))));
    }
    const guarded = resources.filter(({ protect }) => protect === true).map(({ type }) => type);
    expect(guarded.length).toBeGreaterThan(10);
    const held = resources.filter(({ type }) => holdsData(type)).map(({ type }) => type);
    expect(new Set(held)).toEqual(new Set([...guarded, "aws:cloudwatch/logGroup:LogGroup"]));
  });

  test.each([
    ["kubernetes:postgresql.cnpg.io/v1:Cluster", true],
    ["kubernetes:postgresql.cnpg.io/v2:Cluster", true],
    ["kubernetes:postgresql.cnpg.io/v1:ScheduledBackup", false],
    ["kubernetes:gateway.networking.k8s.io/v1:Gateway", true],
    ["kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", false],
    ["aws:s3/bucketPolicy:BucketPolicy", false],
    ["aws:ec2/vpc:Vpc", false],
    ["constructor", false],
  ])("%s: %p", (type, expected) => {
    expect(holdsData(type)).toBe(expected);
  });
});
