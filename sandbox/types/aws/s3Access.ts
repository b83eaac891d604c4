/** Amazon S3: access points and replication of buckets (Amazon S3 API Reference, PutBucketReplication; Amazon S3 Control, CreateAccessPoint). */
import { TargetError } from "../../provider/errors.ts";
import { derived } from "../../provider/derive.ts";
import { isList, isProperties, propertiesOf, stringOf, text, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, ResourceType } from "../definition.ts";
import { asJsonText, awsPrincipals, checkJsonDocument, statementsOf } from "./documents.ts";
import { choice, each, matching, problem } from "./inputs.ts";
import { bucketSetting, isPublicStatement } from "./s3.ts";
import { arnOf, needsRole, refersTo, regional, roleNameOf, TOKENS, uniqueInRegion } from "./ties.ts";

const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

const CLASSES = [
  ...["STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING"],
  ...["GLACIER", "GLACIER_IR", "DEEP_ARCHIVE"],
];

/** Rules of Amazon S3 User Guide, "Access points naming rules, restrictions, and limitations". */
function checkAccessPoint(inputs: Properties): Problem[] {
  const { name } = inputs;
  return [
    ...matching(
      "name",
      name,
      /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/,
      "3 to 50 lowercase letters, digits and hyphens, with no hyphen at an end",
    ),
    ...matching("name", name, /^(?!.*-s3alias$)/, "a name that does not end with -s3alias"),
    ...checkJsonDocument(inputs, "policy"),
    ...matching(
      "vpcConfiguration.vpcId",
      propertiesOf(inputs["vpcConfiguration"])["vpcId"],
      /^vpc-[0-9a-f]+$/,
      "the id of a VPC",
    ),
  ];
}

/** A policy names roles that exist, and, as its block says, not everybody without a condition. */
function admitAccessPoint({ inputs, scope, find }: Admission): void {
  const statements = statementsOf(inputs["policy"]);
  for (const principal of statements.flatMap(awsPrincipals)) {
    const name = principal.includes(":role/") ? roleNameOf(principal, scope) : undefined;
    if (name === undefined || find(TOKENS.role, name) !== undefined) continue;
    throw new TargetError("MalformedPolicy", `Invalid principal in policy: "AWS":"${principal}"`);
  }
  const block = propertiesOf(inputs["publicAccessBlockConfiguration"])["blockPublicPolicy"];
  if (block !== false && statements.some(isPublicStatement)) {
    throw new TargetError("AccessDenied", "the policy allows everyone, and the access point blocks public policies");
  }
}

const accessPoint: ResourceType = {
  token: "aws:s3/accessPoint:AccessPoint",
  title: "S3 Access Point",
  chosenWhenAbsent: ["accountId", "bucketAccountId", "policy", "publicAccessBlockConfiguration"],
  autoname: { path: ["name"], randomDigits: 7, longest: 50 },
  freeMaps: ["tags"],
  replaceOn: ["accountId", "bucket", "bucketAccountId", "name", "publicAccessBlockConfiguration", "vpcConfiguration"],
  limits: [{ name: "accessPointsPerRegion" }],
  references: [
    refersTo("bucket", TOKENS.bucket, "restrict", (id) => ({
      code: "NoSuchBucket",
      message: `The specified bucket does not exist: ${id}`,
    })),
  ],
  unique: [
    uniqueInRegion("s3 access point", "name", (name) => ({
      code: "AccessPointAlreadyOwnedByYou",
      message: `Your previous request to create the named accesspoint succeeded and you already own it: ${name}`,
    })),
  ],
  normalise: (inputs) => asJsonText(inputs, "policy"),
  check: checkAccessPoint,
  admit: admitAccessPoint,
  id: (inputs, _fresh, { facts }) => text`${facts["account"]}:${inputs["name"]}`,
  outputs: (inputs, computation) => {
    const { account, region } = computation.scope.facts;
    return {
      accountId: account ?? "",
      bucketAccountId: account ?? "",
      policy: "",
      ...inputs,
      ...regional(inputs, computation),
      arn: arnOf(computation, "s3", text`accesspoint/${inputs["name"]}`),
      alias: text`${inputs["name"]}-${derived(computation.id, "alias", 32)}-s3alias`,
      domainName: text`${inputs["name"]}-${account}.s3-accesspoint.${region}.amazonaws.com`,
      endpoints: {
        ipv4: text`s3-accesspoint.${region}.amazonaws.com`,
        dualstack: text`s3-accesspoint.dualstack.${region}.amazonaws.com`,
      },
      hasPublicAccessPolicy: false,
      networkOrigin: inputs["vpcConfiguration"] === undefined ? "Internet" : "VPC",
    };
  },
};

function checkReplication(inputs: Properties): Problem[] {
  const count = isList(inputs["rules"]) ? inputs["rules"].length : 0;
  return [
    ...problem("rules", count > 1000 ? `has ${String(count)} rules, but at most 1000 are allowed` : undefined),
    ...each(inputs, "rules", (rule, at) => {
      const destination = propertiesOf(rule["destination"]);
      const encrypted = propertiesOf(propertiesOf(rule["sourceSelectionCriteria"])["sseKmsEncryptedObjects"])["status"];
      const needsKey = encrypted === "Enabled" && destination["encryptionConfiguration"] === undefined;
      return [
        ...choice(`${at}status`, rule["status"], ["Enabled", "Disabled"]),
        ...choice(`${at}destination.storageClass`, destination["storageClass"], CLASSES),
        ...matching(`${at}destination.bucket`, destination["bucket"], /^arn:[^:]+:s3:::.+$/, "the ARN of a bucket"),
        ...problem(
          `${at}destination.encryptionConfiguration`,
          needsKey ? "is required to replicate objects that are encrypted with KMS keys, but it is missing" : undefined,
        ),
      ];
    }),
  ];
}

function admitReplication({ inputs, find }: Admission): void {
  const name = stringOf(inputs["bucket"]) ?? "";
  const versioning = propertiesOf(find(VERSIONING, name)?.["versioningConfiguration"])["status"];
  if (versioning !== "Enabled") {
    throw new TargetError(
      "InvalidRequest",
      "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    );
  }
  const rules = isList(inputs["rules"]) ? inputs["rules"].filter(isProperties) : [];
  const isItself = rules.some((rule) => stringOf(propertiesOf(rule["destination"])["bucket"])?.endsWith(`:::${name}`));
  if (isItself) throw new TargetError("InvalidRequest", "Destination bucket cannot be the same as the source bucket.");
}

const replicationBase = bucketSetting({
  token: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  title: "S3 Bucket Replication Configuration",
  replaceOn: ["bucket"],
  check: checkReplication,
  admit: admitReplication,
});

const replication: ResourceType = {
  ...replicationBase,
  references: [
    ...(replicationBase.references ?? []),
    needsRole("role", (name) => ({ code: "InvalidRequest", message: `The role ${name} does not exist` })),
  ],
};

/** Rows of access points and replication. */
export const s3AccessTypes: readonly ResourceType[] = [accessPoint, replication];
