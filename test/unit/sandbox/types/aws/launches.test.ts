import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const image = {
  imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  instanceType: "t4g.small",
};

let aws: SimulatedAws;
let vpc: Made;
let subnet: Made;
beforeEach(async () => {
  aws = await SimulatedAws.start();
  vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
  const place = { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: "eu-central-1a" };
  subnet = await aws.create("aws:ec2/subnet:Subnet", place);
});
afterEach(() => {
  aws.remove();
});

async function launch(template: Properties, group: Properties = {}): Promise<Made> {
  const { id } = await aws.create(TEMPLATE, { ...image, ...template });
  const inputs = { minSize: 1, maxSize: 1, vpcZoneIdentifiers: [subnet.id], launchTemplate: { id, version: "1" } };
  return aws.create(GROUP, { ...inputs, ...group });
}

describe("a group launches", () => {
  test("into security groups of its network's, also those of network interfaces", async () => {
    const other = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.1.0.0/16" });
    const [own, foreign] = await Promise.all(
      [vpc, other].map(({ id }) => aws.create("aws:ec2/securityGroup:SecurityGroup", { vpcId: id })),
    );
    const into = (id: string | undefined) => ({
      networkInterfaces: [{ associatePublicIpAddress: "false", securityGroups: [id ?? ""] }],
    });
    await expect(launch(into("sg-lost"))).rejects.toThrow(
      "ValidationError: You must use a valid fully-formed launch template. The security group 'sg-lost' does not exist",
    );
    await expect(launch(into(foreign?.id))).rejects.toThrow("and the subnets belong to different networks.");
    expect((await launch(into(own?.id))).outputs["desiredCapacity"]).toBe(1);
  });

  test("with an instance profile that is there", async () => {
    const arn = "arn:aws:iam::000000000000:instance-profile/web";
    await expect(launch({ iamInstanceProfile: { arn } })).rejects.toThrow(
      `ValidationError: You must use a valid fully-formed launch template. Value (${arn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`,
    );
    await expect(launch({ iamInstanceProfile: { name: "web" } })).rejects.toThrow(
      "Value (web) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name",
    );
    await aws.create("aws:iam/instanceProfile:InstanceProfile", { name: "web" });
    await launch({ iamInstanceProfile: { arn } });
    await launch({ iamInstanceProfile: { name: "web" } });
  });

  describe("with a key of the customer's", () => {
    const account = "000000000000";
    const role = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
    const administers = { Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*" };
    const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
    const through = (...services: string[]) => ({
      StringEquals: { "kms:CallerAccount": account, "kms:ViaService": services.map((one) => `${one}.amazonaws.com`) },
    });
    const autoScaling = {
      StringEquals: { "kms:CallerAccount": account },
      ArnEquals: { "aws:PrincipalArn": role },
    };

    async function volumeOf(...statements: object[]): Promise<Properties> {
      const policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [administers, ...statements].map((one) => ({ Effect: "Allow", Resource: "*", ...one })),
      });
      const { outputs } = await aws.create("aws:kms/key:Key", { policy });
      return {
        blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: outputs["arn"] ?? "" } }],
      };
    }

    test("that lets Auto Scaling in", async () => {
      const grants = { ...autoScaling, Bool: { "kms:GrantIsForAWSResource": "true" } };
      const volume = await volumeOf(
        { Principal: { AWS: "*" }, Action: use, Condition: autoScaling },
        { Principal: { AWS: "*" }, Action: "kms:CreateGrant", Condition: grants },
      );
      expect((await launch(volume)).outputs["minSize"]).toBe(1);
    });

    test("that lets everybody of the account in through Amazon EC2, as AWS's own key does", async () => {
      const condition = through("s3.eu-central-1", "ec2.eu-central-1");
      await launch(
        await volumeOf({ Principal: { AWS: "*" }, Action: [...use, "kms:CreateGrant"], Condition: condition }),
      );
    });

    test("but not with one that does not, unless nothing is to start", async () => {
      const alone = await volumeOf();
      await expect(launch(alone)).rejects.toThrow(
        /: Client\.InternalError: waiting for Auto Scaling Group capacity satisfied: Launching a new EC2 instance\. Status Reason: Client error on launch: the policy of the key [0-9a-f-]{36} does not let arn:aws:iam::000000000000:role\/aws-service-role\/autoscaling\.amazonaws\.com\/AWSServiceRoleForAutoScaling use it$/,
      );
      const withoutGrants = { Principal: { AWS: "*" }, Action: use, Condition: through("ec2.eu-central-1") };
      await expect(launch(await volumeOf(withoutGrants))).rejects.toThrow("Client.InternalError");
      const suspended = await launch(alone, { minSize: 0, maxSize: 0 });
      await expect(aws.update(suspended, { minSize: 1, maxSize: 1 })).rejects.toThrow("Client.InternalError");
    });
  });
});

describe("a scaling policy", () => {
  test("has its name in its group alone", async () => {
    const groups = [await launch({}, { name: "a" }), await launch({}, { name: "b" })];
    const policies = await Promise.all(
      groups.map(({ id }) =>
        aws.create("aws:autoscaling/policy:Policy", {
          name: "cpu",
          autoscalingGroupName: id,
          policyType: "TargetTrackingScaling",
          targetTrackingConfiguration: {
            predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
            targetValue: 60,
          },
        }),
      ),
    );
    expect(policies.map(({ id }) => id)).toEqual(["a/cpu", "b/cpu"]);
    expect(policies[1]?.outputs["arn"]).toMatch(/:autoScalingGroupName\/b:policyName\/cpu$/);
  });
});
