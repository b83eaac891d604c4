/** What holds a tenant's data, and what backs it up. */
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { ofWeb } from "../tenancy/tenantStack.ts";
import { document, place } from "./awsStack.ts";
import { bucket } from "./bucketStack.ts";
import { kmsKeyId, own } from "./infrastructureObject.ts";

const account = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${place.account}:root` },
  Action: "kms:*",
  Resource: "*",
};
const kept = { protect: true };

/** What a bucket stands for in the helpers of storage, with a name of the tenant's and below its subscription. */
const assets = bucket("assets", { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyId }).map(({ type, name, inputs }) => {
  const named = JSON.parse(JSON.stringify(inputs).replaceAll("acme-assets", "northwind--acme--web--assets")) as object;
  return ofWeb(type, name, named, type === "aws:s3/bucket:Bucket" ? kept : {});
});

const denial = document({
  Effect: "Deny",
  Principal: "*",
  Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
  Resource: "*",
});

const stores = [
  own("aws:kms/key:Key", "key", { enableKeyRotation: true, deletionWindowInDays: 30, policy: document(account) }, kept),
  own(
    "aws:ebs/volume:Volume",
    "volume",
    { availabilityZone: "eu-central-1a", size: 100, encrypted: true, finalSnapshot: true, kmsKeyId },
    kept,
  ),
  ...assets,
  own("aws:rds/subnetGroup:SubnetGroup", "subnets", {
    name: "acme--web",
    subnetIds: ["subnet-private-a", "subnet-private-b"],
  }),
  own("aws:cloudwatch/logGroup:LogGroup", "database-log", {
    name: "/aws/rds/instance/acme--web--main/postgresql",
    retentionInDays: 90,
    kmsKeyId,
  }),
  own("aws:rds/parameterGroup:ParameterGroup", "parameters", {
    name: "acme--web--postgres",
    family: "postgres18",
    parameters: [{ name: "rds.force_ssl", value: "1" }],
  }),
  own(
    "aws:rds/instance:Instance",
    "database",
    {
      identifier: "acme--web--main",
      engine: "postgres",
      instanceClass: "db.m7g.large",
      allocatedStorage: 100,
      storageEncrypted: true,
      kmsKeyId,
      multiAz: true,
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: true,
      parameterGroupName: "acme--web--postgres",
      dbSubnetGroupName: "acme--web",
      enabledCloudwatchLogsExports: ["postgresql"],
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      backupRetentionPeriod: 7,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "acme--web--main--final",
    },
    kept,
  ),
];

const vault = (name: string, more: object = {}) => [
  own("aws:backup/vault:Vault", name, { name: "acme--web", forceDestroy: false, kmsKeyArn: kmsKeyId, ...more }, kept),
  ofWeb("aws:backup/vaultPolicy:VaultPolicy", `${name}-policy`, {
    backupVaultName: "acme--web",
    policy: denial,
    ...more,
  }),
];
const ownTags = ["tenant", "subscription"].map((key) => ({
  key: `aws:ResourceTag/tenantry:${key}`,
  value: key === "tenant" ? "acme" : "web",
}));

const backups = [
  ...vault("vault"),
  ...vault("copies", { region: "eu-west-1" }),
  own("aws:backup/plan:Plan", "plan", {
    name: "acme--web",
    rules: [
      {
        ruleName: "daily",
        targetVaultName: "acme--web",
        schedule: "cron(0 6 * * ? *)",
        lifecycle: { deleteAfter: 35 },
        copyActions: [
          {
            destinationVaultArn: `arn:aws:backup:eu-west-1:${place.account}:backup-vault:acme--web`,
            lifecycle: { deleteAfter: 35 },
          },
        ],
      },
    ],
  }),
  ofWeb("aws:backup/selection:Selection", "selection", {
    planId: "plan-1",
    name: "acme--web",
    resources: [
      "arn:aws:ec2:*:*:volume/*",
      "arn:aws:elasticfilesystem:*:*:file-system/*",
      "arn:aws:rds:*:*:db:*",
      "arn:aws:s3:::*",
    ],
    conditions: [{ stringEquals: ownTags }],
  }),
];

/** All of it. */
export const data: readonly RenderedResource[] = [...stores, ...backups];
