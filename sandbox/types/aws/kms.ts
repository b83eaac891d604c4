/** AWS KMS: keys and aliases. Deleting a key removes it at once; AWS keeps it for its waiting period. */
import { stringOf, text, UNKNOWN, Unknown } from "../../provider/values.ts";
import { uuidFrom } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import type { Admission, ResourceType } from "../definition.ts";
import { asJsonText, awsPrincipals, checkJsonDocument, statementsOf } from "./documents.ts";
import { between } from "./inputs.ts";
import { keyIdOf, roleNameOf, TOKENS } from "./ties.ts";

const KEY = TOKENS.key;

/**
 * Refuses a key policy under which nobody could change the key policy any more, and principals that do not exist (AWS KMS
 * API Reference, PutKeyPolicy).
 */
function admitKeyPolicy({ inputs, scope, find }: Admission): void {
  const { account } = scope.facts;
  if (inputs["policy"] === undefined) return;
  const statements = statementsOf(inputs["policy"]);
  for (const principal of statements.flatMap(awsPrincipals)) {
    const name = principal.includes(":role/") ? roleNameOf(principal, scope) : undefined;
    if (name === undefined || find(TOKENS.role, name) !== undefined) continue;
    throw new TargetError(
      "MalformedPolicyDocumentException",
      `Policy contains a statement with one or more invalid principals: ${principal}`,
    );
  }
  if (inputs["bypassPolicyLockoutSafetyCheck"] === true) return;
  const isOpen = statements.some((statement) => {
    const actions = [statement["Action"] ?? []].flat();
    const allows = ["kms:*", "kms:Put*", "kms:PutKeyPolicy", "*"].some((action) => actions.includes(action));
    const isOwn = awsPrincipals(statement).some(
      (principal) => principal === "*" || principal === account || principal.split(":")[4] === account,
    );
    return statement["Effect"] === "Allow" && allows && isOwn;
  });
  if (isOpen) return;
  throw new TargetError(
    "MalformedPolicyDocumentException",
    "The new key policy will not allow you to update the key policy in the future.",
  );
}

const key: ResourceType = {
  token: KEY,
  title: "KMS Key",
  defaults: {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  chosenWhenAbsent: ["description", "multiRegion", "policy", "rotationPeriodInDays"],
  freeMaps: ["tags"],
  replaceOn: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  limits: [{ name: "kmsKeysPerRegion" }],
  normalise: (inputs) => asJsonText(inputs, "policy"),
  check: (inputs) => [
    ...checkJsonDocument(inputs, "policy"),
    ...between(inputs, "deletionWindowInDays", 7, 30),
    ...between(inputs, "rotationPeriodInDays", 90, 2560),
    ...(inputs["rotationPeriodInDays"] !== undefined && inputs["enableKeyRotation"] === false
      ? [{ property: "rotationPeriodInDays", reason: "needs enableKeyRotation to be true" }]
      : []),
  ],
  admit: (admission) => {
    const { inputs } = admission;
    if (inputs["enableKeyRotation"] === true && inputs["customerMasterKeySpec"] !== "SYMMETRIC_DEFAULT") {
      throw new TargetError(
        "UnsupportedOperationException",
        "Only symmetric encryption keys can be rotated by AWS KMS",
      );
    }
    admitKeyPolicy(admission);
  },
  id: (_inputs, fresh) => uuidFrom(fresh(64)),
  outputs: (inputs, { id, scope }) => {
    const { partition, region, account } = scope.facts;
    return {
      description: "",
      multiRegion: false,
      rotationPeriodInDays: inputs["enableKeyRotation"] === true ? 365 : 0,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Id: "key-default-1",
        Statement: [
          {
            Sid: "Enable IAM User Permissions",
            Effect: "Allow",
            Principal: { AWS: `arn:${partition ?? ""}:iam::${account ?? ""}:root` },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      }),
      ...inputs,
      keyId: id,
      arn: text`arn:${partition}:kms:${region}:${account}:key/${id}`,
      region: region ?? "",
      tagsAll: inputs["tags"] ?? {},
    };
  },
};

const alias: ResourceType = {
  token: "aws:kms/alias:Alias",
  title: "KMS Alias",
  chosenWhenAbsent: ["namePrefix"],
  autoname: { path: ["name"], prefix: "alias/", randomDigits: 7, longest: 256, unless: [["namePrefix"]] },
  replaceOn: ["name", "namePrefix"],
  limits: [{ name: "kmsAliasesPerKey", parent: (inputs) => ({ type: KEY, id: keyIdOf(inputs["targetKeyId"]) ?? "" }) }],
  references: [
    {
      property: "targetKeyId",
      toType: KEY,
      target: (inputs) => keyIdOf(inputs["targetKeyId"]),
      onDelete: "cascade",
      missing: (id) => ({ code: "NotFoundException", message: `Key '${id}' does not exist` }),
    },
  ],
  unique: [
    {
      name: (inputs, scope) => {
        const name = stringOf(inputs["name"]);
        return name === undefined ? undefined : `kms alias ${scope.key} ${name}`;
      },
      taken: (inputs, owner) => ({
        code: "AlreadyExistsException",
        message: `An alias with the name ${stringOf(inputs["name"]) ?? ""} already exists in ${owner.scope}`,
      }),
    },
  ],
  check: (inputs) => {
    const name = stringOf(inputs["name"]);
    if (name === undefined || (/^alias\/[A-Za-z0-9/_-]+$/.test(name) && !name.startsWith("alias/aws/"))) return [];
    const reason = `is "${name}", but must begin with "alias/", not with "alias/aws/", and go on with letters, digits, /, _ and -`;
    return [{ property: "name", reason }];
  },
  admit: ({ inputs }) => {
    if (/(^|:)alias\//.test(stringOf(inputs["targetKeyId"]) ?? "")) {
      throw new TargetError("ValidationException", "Aliases must refer to keys. Not aliases");
    }
  },
  id: (inputs, fresh) => inputs["name"] ?? text`${inputs["namePrefix"]}${fresh(26)}`,
  outputs: (inputs, { id, scope }) => {
    const { partition, region, account } = scope.facts;
    const target = inputs["targetKeyId"] instanceof Unknown ? UNKNOWN : keyIdOf(inputs["targetKeyId"]);
    return {
      namePrefix: "",
      ...inputs,
      name: id,
      targetKeyId: inputs["targetKeyId"] instanceof Unknown ? UNKNOWN : (inputs["targetKeyId"] ?? ""),
      arn: text`arn:${partition}:kms:${region}:${account}:${id}`,
      targetKeyArn: text`arn:${partition}:kms:${region}:${account}:key/${target}`,
      region: region ?? "",
    };
  },
};

/** Rows of AWS KMS. */
export const kmsTypes: readonly ResourceType[] = [key, alias];
