import { expect, test } from "@jest/globals";

import { CustomerKey } from "../../../../../components/foundation/customerKey.ts";
import { launchTemplateOf } from "../../../../../components/iaas/machines/launchTemplate.ts";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { inputsOf, renderComponent } from "../../../../helpers/renderComponent.ts";
import { SimulatedAws } from "../../../../helpers/simulatedAws.ts";
import { machineGroup } from "./plans.ts";

const accountId = "000000000000";
const tags = { "tenantry:tenant": "acme" };

async function start(aws: SimulatedAws, services: readonly string[]): Promise<number> {
  const rendered = await renderComponent(
    () =>
      new CustomerKey("key", {
        aliasName: "alias/tenantry/acme",
        accountId,
        region: "eu-central-1",
        services,
        logGroups: [],
        tenantTag: { key: "tenantry:tenant", value: "acme" },
        tags,
      }).arn,
  );
  const key = await aws.create("aws:kms/key:Key", inputsOf(rendered, "aws:kms/key:Key") as Properties);
  const vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
  const place = { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: "eu-central-1a" };
  const subnet = await aws.create("aws:ec2/subnet:Subnet", place);
  const group = await aws.create("aws:ec2/securityGroup:SecurityGroup", { vpcId: vpc.id });
  const profile = await aws.create("aws:iam/instanceProfile:InstanceProfile", { name: "web" });
  const template = await aws.create(
    "aws:ec2/launchTemplate:LaunchTemplate",
    launchTemplateOf(machineGroup, {
      securityGroupId: group.id,
      instanceProfileArn: profile.outputs["arn"] as string,
      keyArn: key.outputs["arn"] as string,
      tags,
    }) as unknown as Properties,
  );
  const { outputs } = await aws.create("aws:autoscaling/group:Group", {
    minSize: 2,
    maxSize: 2,
    vpcZoneIdentifiers: [subnet.id],
    launchTemplate: { id: template.id, version: "1" },
  });
  return outputs["desiredCapacity"] as number;
}

test("machines start with the tenant's own key where it is for Amazon EC2, and only there", async () => {
  const aws = await SimulatedAws.start();
  try {
    expect(await start(aws, ["ec2"])).toBe(2);
  } finally {
    aws.remove();
  }
  const other = await SimulatedAws.start();
  try {
    await expect(start(other, ["s3"])).rejects.toThrow("Client.InternalError");
  } finally {
    other.remove();
  }
});
