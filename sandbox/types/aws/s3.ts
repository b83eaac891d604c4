/** Amazon S3: buckets and the settings that hang on them. */
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, stringOf, text, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, Reference, ResourceType } from "../definition.ts";
import { asJsonText, awsPrincipals, checkJsonDocument, statementsOf } from "./documents.ts";
import { choice, each, problem } from "./inputs.ts";
import { TOKENS } from "./ties.ts";

const PUBLIC_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

/** Rules for general purpose buckets (Amazon S3 User Guide, "Bucket naming rules"). */
function checkBucketName(inputs: Properties): Problem[] {
  const name = stringOf(inputs["bucket"]);
  if (name === undefined) return [];
  const problem =
    name.length < 3 || name.length > 63
      ? `has ${String(name.length)} characters, but a bucket name has 3 to 63`
      : !/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name)
        ? "may only have lowercase letters, digits, dots and hyphens, and begins and ends with a letter or digit"
        : name.includes("..") || /^\d+\.\d+\.\d+\.\d+$/.test(name)
          ? "must not have two dots in a row or look like an IP address"
          : /^(xn--|sthree-|amzn-s3-demo-)/.test(name) || /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
            ? "begins or ends with something that Amazon S3 reserves"
            : undefined;
  return problem === undefined ? [] : [{ property: "bucket", reason: `"${name}" ${problem}` }];
}

const bucket: ResourceType = {
  token: TOKENS.bucket,
  title: "S3 Bucket",
  defaults: { forceDestroy: false },
  chosenWhenAbsent: ["acl", "objectLockEnabled", "requestPayer", "policy", "bucketPrefix"],
  autoname: { path: ["bucket"], randomDigits: 7, longest: 63, unless: [["bucketPrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["bucket", "bucketPrefix", "objectLockEnabled"],
  limits: [{ name: "bucketsPerAccount" }],
  check: checkBucketName,
  unique: [
    {
      name: (inputs) => {
        const name = stringOf(inputs["bucket"]);
        return name === undefined ? undefined : `s3 bucket ${name}`;
      },
      taken: (inputs, owner, { facts }) => {
        const name = stringOf(inputs["bucket"]) ?? "";
        if (owner.scope.startsWith(`${facts["account"] ?? ""}/`)) {
          const message = `The bucket "${name}" that you tried to create already exists, and you own it: it is in ${owner.scope}`;
          return { code: "BucketAlreadyOwnedByYou", message };
        }
        return {
          code: "BucketAlreadyExists",
          message: `The requested bucket name "${name}" is not available: it exists in ${owner.scope}. Bucket names are shared by all accounts and regions`,
        };
      },
    },
  ],
  id: (inputs, fresh) => inputs["bucket"] ?? text`${inputs["bucketPrefix"]}${fresh(26)}`,
  outputs: (inputs, { id, scope }) => {
    const { partition, region } = scope.facts;
    return {
      acl: "private",
      objectLockEnabled: false,
      requestPayer: "BucketOwner",
      ...inputs,
      bucket: id,
      arn: text`arn:${partition}:s3:::${id}`,
      bucketDomainName: text`${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: text`${id}.s3.${region}.amazonaws.com`,
      bucketRegion: region ?? "",
      region: region ?? "",
      hostedZoneId: text`Z${(region ?? "").replaceAll("-", "").toUpperCase()}SANDBOX`,
      tagsAll: inputs["tags"] ?? {},
      accelerationStatus: inputs["accelerationStatus"] ?? "",
      policy: inputs["policy"] ?? "",
      websiteDomain: "",
      websiteEndpoint: "",
    };
  },
};

const needsBucket: Reference = {
  property: "bucket",
  toType: TOKENS.bucket,
  target: (inputs) => stringOf(inputs["bucket"]),
  onDelete: "cascade",
  missing: (id) => ({ code: "NoSuchBucket", message: `The specified bucket does not exist: ${id}` }),
};

/** A setting of one bucket: its id is the bucket's name, and writing it twice is no error. */
export function bucketSetting(row: Pick<ResourceType, "token" | "title"> & Partial<ResourceType>): ResourceType {
  return {
    references: [needsBucket],
    replaceOn: ["bucket", "expectedBucketOwner"],
    takesOver: true,
    id: (inputs) => inputs["bucket"] ?? "",
    outputs: (inputs, { scope }) => ({ ...inputs, region: scope.facts["region"] ?? "" }),
    ...row,
  };
}

const publicAccessBlock = bucketSetting({
  token: PUBLIC_ACCESS_BLOCK,
  title: "S3 Bucket Public Access Block",
  defaults: { blockPublicAcls: false, blockPublicPolicy: false, ignorePublicAcls: false, restrictPublicBuckets: false },
  replaceOn: ["bucket"],
});

const ownershipControls = bucketSetting({
  token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  title: "S3 Bucket Ownership Controls",
  replaceOn: ["bucket"],
  check: (inputs) =>
    choice("rule.objectOwnership", propertiesOf(inputs["rule"])["objectOwnership"], [
      "BucketOwnerPreferred",
      "ObjectWriter",
      "BucketOwnerEnforced",
    ]),
});

const versioning = bucketSetting({
  token: "aws:s3/bucketVersioning:BucketVersioning",
  title: "S3 Bucket Versioning",
  check: (inputs) =>
    choice("versioningConfiguration.status", propertiesOf(inputs["versioningConfiguration"])["status"], [
      "Enabled",
      "Suspended",
      "Disabled",
    ]),
});

const encryption = bucketSetting({
  token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  title: "S3 Bucket Server-side Encryption Configuration",
  check: (inputs) =>
    each(inputs, "rules", (rule, at) => {
      const { sseAlgorithm, kmsMasterKeyId } = propertiesOf(rule["applyServerSideEncryptionByDefault"]);
      const path = `${at}applyServerSideEncryptionByDefault.`;
      const isKms = stringOf(sseAlgorithm)?.startsWith("aws:kms") !== false;
      const blocked = isList(rule["blockedEncryptionTypes"]) ? rule["blockedEncryptionTypes"] : [];
      return [
        ...choice(`${path}sseAlgorithm`, sseAlgorithm, ["AES256", "aws:kms", "aws:kms:dsse"]),
        ...problem(
          `${path}kmsMasterKeyId`,
          isKms || kmsMasterKeyId === undefined ? undefined : "needs sseAlgorithm aws:kms",
        ),
        ...blocked.flatMap((type, index) =>
          choice(`${at}blockedEncryptionTypes[${String(index)}]`, type, ["SSE-C", "NONE"]),
        ),
      ];
    }),
});

/** Public as Amazon S3 judges it in the plainest case: everyone is allowed, without a condition. */
export function isPublicStatement(statement: Properties): boolean {
  const everyone = awsPrincipals(statement).includes("*");
  return statement["Effect"] === "Allow" && everyone && statement["Condition"] === undefined;
}

function admitPolicy({ inputs, find }: Admission): void {
  const name = stringOf(inputs["bucket"]) ?? "";
  const policy = stringOf(inputs["policy"]);
  if (policy === undefined) return;
  const statements = statementsOf(policy);
  if (statements.length === 0) {
    throw new TargetError("MalformedPolicy", "Missing required field Statement");
  }
  if (find(PUBLIC_ACCESS_BLOCK, name)?.["blockPublicPolicy"] === true && statements.some(isPublicStatement)) {
    throw new TargetError(
      "AccessDenied",
      `the policy of bucket ${name} allows everyone, and its public access block has blockPublicPolicy on`,
    );
  }
}

const policy = bucketSetting({
  token: POLICY,
  title: "S3 Bucket Policy",
  replaceOn: ["bucket"],
  normalise: (inputs) => asJsonText(inputs, "policy"),
  check: (inputs) => checkJsonDocument(inputs, "policy"),
  admit: admitPolicy,
});

/** Rows of Amazon S3. */
export const s3Types: readonly ResourceType[] = [
  bucket,
  publicAccessBlock,
  ownershipControls,
  versioning,
  encryption,
  policy,
];
