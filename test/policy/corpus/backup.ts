import { resource } from "../../helpers/judge.ts";
import { adding, clean, document, faults, place, set, tagged, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { bucket } from "./bucketStack.ts";

const denial = {
  Effect: "Deny",
  Principal: "*",
  Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
  Resource: "*",
};
const vault = (name: string, more: object = {}) =>
  tagged("aws:backup/vault:Vault", name, { name: "acme--web", forceDestroy: false, ...more });
const vaultPolicy = (name: string, more: object = {}) =>
  resource("aws:backup/vaultPolicy:VaultPolicy", name, {
    backupVaultName: "acme--web",
    policy: document(denial),
    ...more,
  });

const backups = [
  vault("vault"),
  vaultPolicy("vault-policy"),
  vault("copies", { region: "eu-west-1" }),
  vaultPolicy("copies-policy", { region: "eu-west-1" }),
  tagged("aws:backup/vault:Vault", "locked", { name: "acme--locked" }),
  resource("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", {
    backupVaultName: "acme--locked",
    minRetentionDays: 35,
  }),
  tagged("aws:backup/plan:Plan", "plan", {
    name: "acme--web",
    rules: [
      {
        ruleName: "daily",
        targetVaultName: "acme--web",
        schedule: "cron(0 6 * * ? *)",
        lifecycle: { deleteAfter: 90 },
        copyActions: [
          {
            destinationVaultArn: `arn:aws:backup:eu-west-1:${place.account}:backup-vault:acme--web`,
            lifecycle: { deleteAfter: 35 },
          },
        ],
      },
    ],
  }),
  resource("aws:backup/selection:Selection", "selection", {
    planId: "plan-1",
    name: "acme--web",
    resources: [
      "arn:aws:ec2:*:*:volume/*",
      "arn:aws:elasticfilesystem:*:*:file-system/*",
      "arn:aws:rds:*:*:db:*",
      "arn:aws:s3:::*",
    ],
    conditions: [
      {
        stringEquals: [
          { key: "aws:ResourceTag/tenantry:subscription", value: "web" },
          { key: "aws:ResourceTag/tenantry:tenant", value: "acme" },
        ],
      },
    ],
  }),
  resource("aws:backup/selection:Selection", "by-name", {
    planId: "plan-1",
    name: "one",
    resources: ["arn:aws:s3:::acme-assets"],
  }),
  resource("aws:backup/selection:Selection", "by-tag", {
    planId: "plan-1",
    name: "tagged",
    selectionTags: [{ type: "STRINGEQUALS", key: "tenantry:tenant", value: "acme" }],
  }),
  tagged("aws:ebs/volume:Volume", "volume", { encrypted: true, finalSnapshot: true }),
  tagged("aws:efs/fileSystem:FileSystem", "files", { encrypted: true }),
  ...bucket("assets"),
];

const kinds = ["buckets", "file systems", "volumes"];
const complete = (name: string, count: number): string[] =>
  Array.from({ length: count }, () => `backup/selection-complete ${name} resources`);
const all = (count: number): string[] => ["by-name", "by-tag", "selection"].flatMap((name) => complete(name, count));

const schedules = ["cron(0 * * * ? *)", "cron(0 6 ? * SUN *)", "rate(12 hours)"].map((schedule, index) =>
  tagged("aws:backup/plan:Plan", schedule, {
    rules: [
      { schedule, targetVaultName: "acme--web", lifecycle: { deleteAfter: 35 * (index + 1), coldStorageAfter: 5 } },
    ],
  }),
);
const selections = schedules.map(({ name }) =>
  resource("aws:backup/selection:Selection", `of ${name}`, { planId: name, resources: ["arn:aws:s3:::acme-assets"] }),
);

/** Backups. */
export const backupCases: readonly CorpusCase[] = [
  clean("backups", backups),
  clean("plans by the hour and by the week", [...schedules, ...selections]),
  ...faults(backups, [
    [
      "a vault that goes with what is in it",
      set("vault", "forceDestroy", true),
      "backup/vault-kept vault forceDestroy",
    ],
    ["a vault that anybody empties", without("vault-policy"), "backup/vault-denies-deletion vault"],
    ["a policy in the wrong region", set("copies-policy", "region", undefined), "backup/vault-denies-deletion copies"],
    [
      "a policy that denies one role",
      set(
        "vault-policy",
        "policy",
        document({ ...denial, Principal: { AWS: `arn:aws:iam::${place.account}:role/one` } }),
      ),
      "backup/vault-denies-deletion vault",
    ],
    [
      "a policy that allows",
      set("vault-policy", "policy", document({ ...denial, Effect: "Allow" })),
      "backup/vault-denies-deletion vault",
    ],
    [
      "a policy under a condition",
      set(
        "copies-policy",
        "policy",
        document({ ...denial, Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
      ),
      "backup/vault-denies-deletion copies",
    ],
    ["a vault without its lock", without("lock"), "backup/vault-denies-deletion locked"],
    [
      "a lock without a shortest retention",
      set("lock", "minRetentionDays", undefined),
      "backup/vault-lock-bounds lock minRetentionDays",
    ],
    ["a lock of a day", set("lock", "minRetentionDays", 1), "backup/vault-lock-bounds lock minRetentionDays"],
    [
      "backups of a week",
      set("plan", "rules.0.lifecycle.deleteAfter", 7),
      "backup/plan-retention plan rules.lifecycle.deleteAfter",
    ],
    [
      "backups for ever",
      set("plan", "rules.0.lifecycle", undefined),
      "backup/plan-retention plan rules.lifecycle.deleteAfter",
    ],
    [
      "copies of a week",
      set("plan", "rules.0.copyActions.0.lifecycle.deleteAfter", 7),
      "backup/plan-retention plan rules.copyActions.lifecycle.deleteAfter",
    ],
    ["no rules", set("plan", "rules", []), "backup/plan-scheduled plan rules"],
    ["no schedule", set("plan", "rules.0.schedule", ""), "backup/plan-scheduled plan rules.schedule"],
    ["no vault", set("plan", "rules.0.targetVaultName", undefined), "backup/plan-scheduled plan rules.targetVaultName"],
    [
      "a plan of nothing",
      adding(
        tagged("aws:backup/plan:Plan", "empty", {
          rules: [{ schedule: "cron(0 6 * * ? *)", targetVaultName: "acme--web", lifecycle: { deleteAfter: 90 } }],
        }),
      ),
      "backup/plan-selects empty",
      "backup/plan-selects plan",
    ],
    ["everybody's data", set("selection", "conditions", undefined), "backup/selection-own selection conditions"],
    [
      "a neighbour's data",
      set("selection", "conditions.0.stringEquals.1.value", "globex"),
      "backup/selection-own selection conditions",
    ],
    [
      "any of several tags",
      set("by-tag", "selectionTags", [
        { key: "tenantry:tenant", value: "acme" },
        { key: "tenantry:service", value: "iaas" },
      ]),
      "backup/selection-own by-tag selectionTags",
    ],
    ["names by a pattern", set("by-name", "resources", ["arn:aws:s3:::*"]), "backup/selection-own by-name conditions"],
    ["volumes left out", set("selection", "resources.0", "arn:aws:ec2:*:*:instance/*"), ...all(1)],
    ["all but a bucket left out", set("selection", "resources", []), ...all(kinds.length - 1)],
  ]),
];
