import { beforeAll, describe, expect, test } from "@jest/globals";

import {
  SharedFileSystem,
  type SharedFileSystemArgs,
} from "../../../../../components/iaas/storage/sharedFileSystem.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme", Name: "acme--web--shared" };

function render(
  more: Partial<SharedFileSystemArgs> = {},
  protection = protectionAccount(),
): Promise<RenderedComponent> {
  return renderComponent(() => {
    const args = {
      fileSystemName: "acme--web--shared",
      vpcId: "vpc-1",
      cidr: "10.40.0.0/20",
      zones: ["a", "b"],
      subnetIds: ["subnet-a", "subnet-b"],
      tags: { "tenantry:tenant": "acme" },
      ...more,
    };
    const fileSystem = new SharedFileSystem("shared", args, protection.opts);
    const { fileSystemId, arn, securityGroupId } = fileSystem;
    return { fileSystemId, arn, securityGroupId };
  });
}

describe("a shared file system", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("has a way in from each zone", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:ec2/securityGroup:SecurityGroup shared-nfs < shared",
      "aws:efs/fileSystem:FileSystem shared < shared",
      "aws:efs/fileSystemPolicy:FileSystemPolicy shared-policy < shared",
      "aws:efs/mountTarget:MountTarget shared-a < shared",
      "aws:efs/mountTarget:MountTarget shared-b < shared",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule shared-nfs < shared",
      "tenantry:iaas:SharedFileSystem shared < tenantry-test",
    ]);
    for (const zone of ["a", "b"]) {
      expect(inputsOf(rendered, "aws:efs/mountTarget:MountTarget", `shared-${zone}`)).toEqual({
        fileSystemId: "shared-id",
        subnetId: `subnet-${zone}`,
        securityGroups: ["shared-nfs-id"],
      });
    }
    expect(rendered.outputs).toEqual({
      fileSystemId: "shared-id",
      arn: "arn:aws:test:::shared",
      securityGroupId: "shared-nfs-id",
    });
  });

  test("is encrypted, and moves what nobody reads to cheaper storage", () => {
    expect(inputsOf(rendered, "aws:efs/fileSystem:FileSystem")).toEqual({
      creationToken: "acme--web--shared",
      encrypted: true,
      throughputMode: "elastic",
      lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags,
    });
  });

  test("is reached from the network alone, by NFS alone", () => {
    expect(inputsOf(rendered, "aws:ec2/securityGroup:SecurityGroup")).toEqual({
      vpcId: "vpc-1",
      description: "NFS from the network to a shared file system",
      tags,
    });
    expect(inputsOf(rendered, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toEqual({
      securityGroupId: "shared-nfs-id",
      description: "NFS from the network",
      cidrIpv4: "10.40.0.0/20",
      ipProtocol: "tcp",
      fromPort: 2049,
      toPort: 2049,
      tags,
    });
  });

  test("is mounted through its ways in, and over TLS", () => {
    const { fileSystemId, policy } = inputsOf(rendered, "aws:efs/fileSystemPolicy:FileSystemPolicy");
    expect(fileSystemId).toBe("shared-id");
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "NetworkMounts",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: [
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientWrite",
            "elasticfilesystem:ClientRootAccess",
          ],
          Resource: "arn:aws:test:::shared",
          Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
        },
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "elasticfilesystem:*",
          Resource: "arn:aws:test:::shared",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  test("is encrypted by the tenant's key, where there is one", async () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    expect(inputsOf(await render({ keyArn }), "aws:efs/fileSystem:FileSystem")).toMatchObject({
      encrypted: true,
      kmsKeyId: keyArn,
    });
  });
});

test("the file system alone is protected, unless it is said not to be", async () => {
  const standing = protectionAccount();
  await render({}, standing);
  expect(standing.guarded).toEqual(["aws:efs/fileSystem:FileSystem shared"]);
  const lifted = protectionAccount();
  await render({ protect: false }, lifted);
  expect(lifted.guarded).toEqual([]);
});
