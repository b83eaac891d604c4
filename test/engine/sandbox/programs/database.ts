/** A database and its backups. */
import { Plan } from "@pulumi/aws/backup/plan.js";
import { Selection } from "@pulumi/aws/backup/selection.js";
import { Vault } from "@pulumi/aws/backup/vault.js";
import { Instance } from "@pulumi/aws/rds/instance.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import type { Output } from "@pulumi/pulumi";
import type { Foundation } from "./foundation.ts";
import type { Network } from "./network.ts";

/** What may differ between two runs. */
interface Settings {
  /** Storage in GiB; a change updates the instance. */
  readonly storage: number;
  /** What is backed up; a change replaces the selection. */
  readonly resources: string;
}

/** Makes the database; returns the ARN of the secret that has its password. */
export function database(
  { subnets, group }: Network,
  { role, key }: Foundation,
  { storage, resources }: Settings,
): Output<string | undefined> {
  const places = new SubnetGroup("data", { subnetIds: subnets.map((subnet) => subnet.id) });
  const parameters = new ParameterGroup("data", {
    family: "postgres16",
    parameters: [{ name: "rds.force_ssl", value: "1" }],
  });
  const instance = new Instance("data", {
    engine: "postgres",
    engineVersion: "16.4",
    instanceClass: "db.t4g.micro",
    allocatedStorage: storage,
    username: "tenant",
    manageMasterUserPassword: true,
    storageEncrypted: true,
    kmsKeyId: key.arn,
    dbSubnetGroupName: places.name,
    parameterGroupName: parameters.name,
    vpcSecurityGroupIds: [group.id],
    skipFinalSnapshot: true,
  });
  const vault = new Vault("tenant", { kmsKeyArn: key.arn });
  const plan = new Plan("tenant", {
    rules: [{ ruleName: "daily", targetVaultName: vault.name, schedule: "cron(0 3 * * ? *)" }],
  });
  new Selection("tenant", { planId: plan.id, iamRoleArn: role.arn, resources: [resources] });
  return instance.masterUserSecrets.apply((secrets) => secrets[0]?.secretArn);
}
