import { resource } from "../../helpers/judge.ts";
import { adding, clean, document, faults, place, set, without } from "./awsStack.ts";
import { bucket, settings, tlsOnly } from "./bucketStack.ts";
import type { CorpusCase } from "./corpusCase.ts";

const recorder = {
  Effect: "Allow",
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::acme-logs/*",
  Condition: { StringEquals: { "aws:SourceAccount": place.account } },
};
const logging = (name: string) =>
  resource("aws:s3/bucketLogging:BucketLogging", `${name}-logging`, {
    bucket: `acme-${name}`,
    targetBucket: "acme-logs",
    targetPrefix: name,
  });

const ofOrganisation = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme-shared/*",
  Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } },
};

const buckets = [...bucket("assets"), ...bucket("shared", { sseAlgorithm: "aws:kms:dsse" }, ofOrganisation)];
const recorded = [
  ...bucket("assets"),
  ...bucket("media"),
  ...bucket("logs", { sseAlgorithm: "AES256" }, recorder),
  logging("assets"),
  logging("media"),
];

const encryption = "rules.applyServerSideEncryptionByDefault.sseAlgorithm";

/** What looks open and is not. */
const near = [
  ...bucket(
    "endpoint",
    { sseAlgorithm: "aws:kms" },
    { ...ofOrganisation, Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
  ),
  ...bucket(
    "accounts",
    { sseAlgorithm: "aws:kms" },
    { ...ofOrganisation, Principal: { AWS: "arn:aws:iam::444455556666:root" }, Condition: undefined },
  ),
  ...bucket("denied", { sseAlgorithm: "aws:kms" }, { ...ofOrganisation, Effect: "Deny", Condition: undefined }),
];

/** Buckets. */
export const storageCases: readonly CorpusCase[] = [
  clean("buckets", buckets),
  clean("buckets that look open", near),
  clean("buckets whose requests are recorded", recorded),
  ...faults(buckets, [
    ...settings.map(
      (setting) =>
        [
          `a bucket without ${setting}`,
          set("assets-access", setting, false),
          `storage/bucket-public-access-blocked assets ${setting}`,
        ] as const,
    ),
    ["no public access block", without("shared-access"), "storage/bucket-public-access-blocked shared"],
    [
      "S3's own keys",
      set("assets-encryption", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", "AES256"),
      `storage/bucket-encrypted assets ${encryption}`,
    ],
    ["no encryption", without("shared-encryption"), "storage/bucket-encrypted shared"],
    [
      "keys that come with requests",
      set("assets-encryption", "rules.0.blockedEncryptionTypes", undefined),
      "storage/bucket-no-customer-keys assets rules.blockedEncryptionTypes",
    ],
    ["no policy", without("assets-policy"), "storage/bucket-tls-only assets"],
    ["a policy that is no JSON", set("assets-policy", "policy", "{"), "storage/bucket-tls-only assets policy"],
    [
      "a policy that lets in everybody",
      set("shared-policy", "policy", document(tlsOnly("acme-shared"), { ...ofOrganisation, Condition: undefined })),
      "storage/bucket-policy-closed shared-policy policy",
    ],
    [
      "a policy for every organisation",
      set(
        "shared-policy",
        "policy",
        document(tlsOnly("acme-shared"), {
          ...ofOrganisation,
          Condition: { StringLike: { "aws:PrincipalOrgID": "*" } },
        }),
      ),
      "storage/bucket-policy-closed shared-policy policy",
    ],
    [
      "a policy for all but one",
      set(
        "shared-policy",
        "policy",
        document(tlsOnly("acme-shared"), {
          Effect: "Allow",
          NotPrincipal: { AWS: "arn:aws:iam::444455556666:root" },
          Action: "s3:GetObject",
          Resource: "*",
        }),
      ),
      "storage/bucket-policy-closed shared-policy policy",
    ],
    ["no versions", without("assets-versioning"), "storage/bucket-versioned assets"],
    [
      "versions that are suspended",
      set("shared-versioning", "versioningConfiguration.status", "Suspended"),
      "storage/bucket-versioned shared versioningConfiguration.status",
    ],
    [
      "lists that count",
      set("assets-ownership", "rule.objectOwnership", "ObjectWriter"),
      "storage/bucket-owner-enforced assets rule.objectOwnership",
    ],
    ["no ownership", without("shared-ownership"), "storage/bucket-owner-enforced shared"],
    [
      "a list",
      adding(resource("aws:s3/bucketAcl:BucketAcl", "list", { bucket: "acme-assets", acl: "public-read" })),
      "storage/bucket-owner-enforced list",
    ],
    ["no lifecycle", without("assets-lifecycle"), "storage/bucket-lifecycle assets"],
    [
      "a lifecycle that is switched off",
      set("shared-lifecycle", "rules.0.status", "Disabled"),
      "storage/bucket-lifecycle shared rules",
    ],
    [
      "a bucket that goes with what is in it",
      set("assets", "forceDestroy", true),
      "storage/bucket-kept assets forceDestroy",
    ],
  ]),
  ...faults(recorded, [
    ["a bucket that was forgotten", without("media-logging"), "logging/bucket-requests-recorded media"],
    [
      "a bucket that records itself",
      set("assets-logging", "targetBucket", "acme-assets"),
      "logging/bucket-requests-recorded assets targetBucket",
    ],
    [
      "a bucket for records that nobody writes to",
      set("logs-policy", "policy", document(tlsOnly("acme-logs"))),
      `storage/bucket-encrypted logs ${encryption}`,
    ],
  ]),
];
