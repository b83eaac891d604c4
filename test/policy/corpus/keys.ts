import { adding, clean, document, faults, place, set, tagged } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { bucket } from "./bucketStack.ts";
import { resource } from "../../helpers/judge.ts";

const account = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${place.account}:root` },
  Action: "kms:*",
  Resource: "*",
};
const tenants = {
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: ["kms:Encrypt", "kms:Decrypt"],
  Resource: "*",
  Condition: { StringEquals: { "kms:CallerAccount": place.account, "aws:PrincipalTag/tenantry:tenant": "acme" } },
};
const logs = {
  Effect: "Allow",
  Principal: { Service: `logs.${place.region}.amazonaws.com` },
  Action: "kms:Encrypt",
  Resource: "*",
  Condition: {
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${place.region}:${place.account}:log-group:/tenantry/acme/*`,
    },
  },
};

const arn = `arn:aws:kms:${place.region}:${place.account}:key/1`;
const key = (name: string, more: object = {}) =>
  tagged("aws:kms/key:Key", name, {
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: document(account, tenants, logs),
    ...more,
  });

const keys = [
  key("key"),
  key("plain", { deletionWindowInDays: undefined, policy: undefined }),
  key("signing", { customerMasterKeySpec: "RSA_4096", enableKeyRotation: false }),
];

const denial = { Effect: "Deny", Principal: "*", Action: "backup:DeleteRecoveryPoint", Resource: "*" };

const encrypted = [
  key("key"),
  tagged("aws:ebs/volume:Volume", "volume", { encrypted: true, finalSnapshot: true, kmsKeyId: arn }),
  tagged("aws:efs/fileSystem:FileSystem", "files", { encrypted: true, kmsKeyId: arn }),
  tagged("aws:cloudwatch/logGroup:LogGroup", "logs", {
    name: "/tenantry/acme/web",
    retentionInDays: 90,
    kmsKeyId: arn,
  }),
  tagged("aws:backup/vault:Vault", "vault", { name: "acme--web", kmsKeyArn: arn }),
  resource("aws:backup/vaultPolicy:VaultPolicy", "vault-policy", {
    backupVaultName: "acme--web",
    policy: document(denial),
  }),
  tagged("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    iamInstanceProfile: { name: "acme--web" },
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: arn } }],
    monitoring: { enabled: true },
  }),
  ...bucket("assets", { sseAlgorithm: "aws:kms", kmsMasterKeyId: arn }),
];

const own = (name: string, property: string): string => `keys/own-key-used ${name} ${property}`;

/** Keys whose policies look open. */
const near = [
  key("by-arn", {
    policy: document(account, {
      ...tenants,
      Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } },
    }),
  }),
  key("of-organisation", {
    policy: document(account, { ...tenants, Condition: { StringEquals: { "AWS:PrincipalOrgId": "o-1" } } }),
  }),
  key("by-id", { policy: document({ ...account, Principal: { AWS: [place.account] } }) }),
  key("denied", {
    policy: document(account, { Effect: "Deny", Principal: "*", Action: "kms:Decrypt", Resource: "*" }),
  }),
  key("as-data", { policy: { Version: "2012-10-17", Statement: account } }),
];

/** Keys, and what they encrypt. */
export const keysCases: readonly CorpusCase[] = [
  clean("keys", keys),
  clean("keys that look open", near),
  clean("what a key encrypts", encrypted),
  clean(
    "what a key encrypts that has been made",
    encrypted.map((one) => (one.name === "key" ? { ...one, inputs: { ...one.inputs, arn } } : one)),
  ),
  ...faults(keys, [
    ["a key that stays the same", set("key", "enableKeyRotation", undefined), "keys/rotated key enableKeyRotation"],
    [
      "a key that is symmetric after all",
      set("signing", "customerMasterKeySpec", "SYMMETRIC_DEFAULT"),
      "keys/rotated signing enableKeyRotation",
    ],
    [
      "a key that is gone in a week",
      set("key", "deletionWindowInDays", 7),
      "keys/deletion-window key deletionWindowInDays",
    ],
    [
      "a window that is no number",
      set("plain", "deletionWindowInDays", "30"),
      "keys/deletion-window plain deletionWindowInDays",
    ],
    [
      "a key for everybody",
      set("key", "policy", document(account, { ...tenants, Condition: undefined })),
      "keys/policy-closed key policy",
    ],
    [
      "a key for every account",
      set("key", "policy", document(account, { ...tenants, Condition: { StringLike: { "kms:CallerAccount": "*" } } })),
      "keys/policy-closed key policy",
    ],
    [
      "a key for all accounts but one",
      set(
        "key",
        "policy",
        document(account, { ...tenants, Condition: { StringNotEquals: { "kms:CallerAccount": place.account } } }),
      ),
      "keys/policy-closed key policy",
    ],
    [
      "a key that a service is asked for",
      set(
        "key",
        "policy",
        document(account, {
          ...tenants,
          Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
        }),
      ),
      "keys/policy-closed key policy",
    ],
    [
      "a policy of its own for everybody",
      adding(
        resource("aws:kms/keyPolicy:KeyPolicy", "apart", {
          keyId: "1",
          policy: document({ ...account, Principal: "*" }),
        }),
      ),
      "keys/policy-closed apart policy",
    ],
    [
      "a key of a role's alone",
      set("key", "policy", document({ ...account, Principal: { AWS: `arn:aws:iam::${place.account}:role/one` } })),
      "keys/account-administers key policy",
    ],
    [
      "a key that the account may only look at",
      set("plain", "policy", document({ ...account, Action: "kms:Describe*" })),
      "keys/account-administers plain policy",
    ],
    ["a policy that is no JSON", set("signing", "policy", "root"), "keys/account-administers signing policy"],
    [
      "a lock-out on purpose",
      set("key", "bypassPolicyLockoutSafetyCheck", true),
      "keys/account-administers key bypassPolicyLockoutSafetyCheck",
    ],
  ]),
  ...faults(encrypted, [
    ["a volume under AWS's key", set("volume", "kmsKeyId", undefined), own("volume", "kmsKeyId")],
    ["a file system under AWS's key", set("files", "kmsKeyId", undefined), own("files", "kmsKeyId")],
    ["logs under AWS's key", set("logs", "kmsKeyId", ""), own("logs", "kmsKeyId")],
    ["backups under AWS's key", set("vault", "kmsKeyArn", undefined), own("vault", "kmsKeyArn")],
    [
      "disks under AWS's key",
      set("template", "blockDeviceMappings.0.ebs.kmsKeyId", undefined),
      own("template", "blockDeviceMappings.ebs.kmsKeyId"),
    ],
    [
      "objects under AWS's key",
      set("assets-encryption", "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId", undefined),
      own("assets", "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId"),
    ],
    [
      "another key than the one that has been made",
      set("key", "arn", `${arn}2`),
      own("assets", "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId"),
      own("files", "kmsKeyId"),
      own("logs", "kmsKeyId"),
      own("template", "blockDeviceMappings.ebs.kmsKeyId"),
      own("vault", "kmsKeyArn"),
      own("volume", "kmsKeyId"),
    ],
  ]),
];
