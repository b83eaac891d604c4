import { resource } from "../../helpers/judge.ts";
import { clean, document, faults, place, set, tagged } from "./awsStack.ts";
import { bucket, settings } from "./bucketStack.ts";
import type { CorpusCase } from "./corpusCase.ts";

const arn = `arn:aws:s3:${place.region}:${place.account}:accesspoint/acme--web--partner`;
const partner = { AWS: `arn:aws:iam::${place.account}:role/acme--web--access--partner` };

/** What a bucket's policy leaves to its access points. */
const through = (key: string, value: string) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme-inbox/*",
  Condition: { StringEquals: { [key]: value } },
});
const read = { Effect: "Allow", Principal: partner, Action: "s3:GetObject", Resource: `${arn}/object/*` };

const replicated = [
  ...bucket("inbox", { sseAlgorithm: "aws:kms" }, through("s3:DataAccessPointArn", arn)),
  ...bucket("copy"),
  ...bucket("records"),
  resource("aws:s3/bucketLogging:BucketLogging", "inbox-logging", {
    bucket: "acme-inbox",
    targetBucket: "acme-records",
  }),
  tagged("aws:s3/accessPoint:AccessPoint", "partner", {
    bucket: "acme-inbox",
    name: "acme--web--partner",
    policy: document(read),
    publicAccessBlockConfiguration: Object.fromEntries(settings.map((setting) => [setting, true])),
  }),
  resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "inbox-replication", {
    bucket: "acme-inbox",
    role: `arn:aws:iam::${place.account}:role/acme--web--replication`,
    rules: [
      {
        id: "everything",
        status: "Enabled",
        filter: {},
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: "arn:aws:s3:::acme-copy",
          encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" },
        },
      },
    ],
  }),
];

const policyArn = (name: string): string => `arn:aws:iam::${place.account}:policy/${name}`;
const quota = [
  tagged("aws:iam/policy:Policy", "reached", {
    name: "acme--web--quota--reached",
    policy: document({ Effect: "Deny", Action: "s3:PutObject", Resource: "*" }),
  }),
  tagged("aws:budgets/budgetAction:BudgetAction", "quota", {
    budgetName: "acme--web",
    actionType: "APPLY_IAM_POLICY",
    definition: {
      iamActionDefinition: { policyArn: policyArn("acme--web--quota--reached"), roles: ["acme--web--access--writer"] },
    },
  }),
];
const attached = "definition.iamActionDefinition.policyArn";

/** Access points, replication and quotas. */
export const objectStorageCases: readonly CorpusCase[] = [
  clean("a bucket with an access point and a replica", replicated),
  clean("a quota", quota),
  clean("access points of an account", [
    ...bucket("inbox", { sseAlgorithm: "aws:kms" }, through("s3:DataAccessPointAccount", place.account)),
  ]),
  ...faults(replicated, [
    [
      "every access point of every account",
      set("inbox-policy", "policy", document(through("s3:DataAccessPointArn", "*"))),
      "storage/bucket-policy-closed inbox-policy policy",
      "storage/bucket-tls-only inbox policy",
    ],
    [
      "an access point for everybody",
      set("partner", "policy", document({ ...read, Principal: "*" })),
      "storage/bucket-access-point-closed partner policy",
    ],
    ...settings.map(
      (setting) =>
        [
          `an access point without ${setting}`,
          set("partner", `publicAccessBlockConfiguration.${setting}`, undefined),
          `storage/bucket-access-point-closed partner publicAccessBlockConfiguration.${setting}`,
        ] as const,
    ),
    [
      "a replica without what is encrypted",
      set("inbox-replication", "rules.0.sourceSelectionCriteria", undefined),
      "storage/replication-encrypted inbox-replication rules.sourceSelectionCriteria.sseKmsEncryptedObjects.status",
    ],
    [
      "a replica under no key",
      set("inbox-replication", "rules.0.destination.encryptionConfiguration", undefined),
      "storage/replication-encrypted inbox-replication rules.destination.encryptionConfiguration.replicaKmsKeyId",
    ],
    [
      "a replica that is no longer one",
      set("inbox-replication", "rules.0.destination.bucket", "arn:aws:s3:::acme-elsewhere"),
      "logging/bucket-requests-recorded copy",
    ],
    [
      "an access point without tags",
      set("partner", "tags", undefined),
      ...["cost-centre", "data-class", "managed-by", "owner", "service", "subscription", "tenant", "tier"].map(
        (key) => `tenancy/tags-present partner tags.tenantry:${key}`,
      ),
    ],
  ]),
  ...faults(quota, [
    [
      "rights for whoever spends",
      set("reached", "policy", document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" })),
      `identity/budget-action-bounded quota ${attached}`,
    ],
    [
      "AWS' own policy for whoever spends",
      set("quota", attached, "arn:aws:iam::aws:policy/ReadOnlyAccess"),
      `identity/budget-action-bounded quota ${attached}`,
    ],
  ]),
  clean("AWS' own policy that denies all", set("quota", attached, "arn:aws:iam::aws:policy/AWSDenyAll")(quota)),
];
