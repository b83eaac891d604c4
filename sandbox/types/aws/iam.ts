/**
 * AWS IAM: roles, policies and instance profiles of an account. Names, quotas and error codes: IAM API Reference and IAM
 * User Guide, "IAM and AWS STS quotas". Permissions are not simulated.
 */
import { TargetError } from "../../provider/errors.ts";
import { stringOf, text, type Properties, type Value } from "../../provider/values.ts";
import type { Admission, Computation, Problem, Reference, ResourceType, Scope, UniqueName } from "../definition.ts";
import { asJsonText, awsPrincipals, statementsOf } from "./documents.ts";
import { checkIamPolicy } from "./iamPolicies.ts";
import { atMostOne, between, each, matching, problem, texts } from "./inputs.ts";
import { namedOrPrefixed, refersTo, roleNameOf, TOKENS } from "./ties.ts";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const NAME_FORM = "letters, digits and +=,.@_-";

function checkName(inputs: Properties, longest: number): Problem[] {
  const name = inputs["name"];
  return [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching("name", name, /^[\w+=,.@-]+$/, NAME_FORM),
    ...matching("name", name, new RegExp(`^.{0,${String(longest)}}$`), `at most ${String(longest)} characters long`),
    ...matching("path", inputs["path"], /^\/(?:[!-~]{0,510}\/)?$/, "a path that begins and ends with a slash"),
    ...checkLength(inputs, "description", 1000),
  ];
}

function checkLength(inputs: Properties, property: string, longest: number): Problem[] {
  const length = stringOf(inputs[property])?.length ?? 0;
  return problem(
    property,
    length > longest ? `has ${String(length)} characters, but at most ${String(longest)} are allowed` : undefined,
  );
}

/** Names of an account are not told apart by case. */
function uniqueName(kind: string, taken: (name: string) => string): UniqueName {
  return {
    name: (inputs, scope) => {
      const name = stringOf(inputs["name"]);
      return name === undefined ? undefined : `iam ${kind} ${scope.facts["account"] ?? ""} ${name.toLowerCase()}`;
    },
    taken: (inputs) => ({ code: "EntityAlreadyExists", message: taken(stringOf(inputs["name"]) ?? "") }),
  };
}

/** Id of a customer managed policy of this account; AWS's own and those of others are taken as they are. */
function ownPolicies(values: readonly string[], scope: Scope): string[] {
  return values.filter((arn) => arn.split(":")[4] === scope.facts["account"]);
}

function needsPolicies(property: string): Reference {
  return {
    property,
    toType: TOKENS.policy,
    target: (inputs, scope) => ownPolicies([stringOf(inputs[property]) ?? texts(inputs[property])].flat(), scope),
    onDelete: "restrict",
    missing: (id) => ({ code: "NoSuchEntity", message: `Policy ${id} does not exist or is not attachable.` }),
  };
}

function needsRoleOf(onDelete: Reference["onDelete"]): Reference {
  return refersTo("role", TOKENS.role, onDelete, (id) => ({
    code: "NoSuchEntity",
    message: `The role with name ${id} cannot be found.`,
  }));
}

function globalArn({ scope }: Computation, kind: string, inputs: Properties, name: Value): Value {
  const { partition, account } = scope.facts;
  return text`arn:${partition}:iam::${account}:${kind}${inputs["path"] ?? "/"}${name}`;
}

function uniqueId({ derive }: Computation, prefix: string): Value {
  const digits = derive("unique-id", 17);
  return text`${prefix}${typeof digits === "string" ? digits.toUpperCase() : digits}`;
}

function roleInUse(id: string, users: Parameters<NonNullable<ResourceType["stillUsed"]>>[1]) {
  const types = users.map(({ type }) => type);
  const todo = types.includes(TOKENS.instanceProfile)
    ? "remove roles from instance profile first"
    : types.includes(ROLE_POLICY)
      ? "delete policies first"
      : "detach all policies first";
  const names = users.map((user) => user.id).join(", ");
  return { code: "DeleteConflict", message: `Cannot delete entity ${id}, must ${todo}: ${names}` };
}

/** A principal that is a role of this account must exist; IAM tries to resolve it when the policy is saved. */
function admitTrust({ inputs, scope, find, self }: Admission): void {
  const own = stringOf(inputs["name"]);
  for (const principal of statementsOf(inputs["assumeRolePolicy"]).flatMap(awsPrincipals)) {
    if (!principal.includes(":role/")) continue;
    const name = roleNameOf(principal, scope);
    const isItself = name === own && self !== undefined;
    if (name === undefined || isItself || find(TOKENS.role, name) !== undefined) continue;
    throw new TargetError("MalformedPolicyDocument", `Invalid principal in policy: "AWS":"${principal}"`);
  }
}

const role: ResourceType = {
  token: TOKENS.role,
  title: "IAM Role",
  accountWide: true,
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  chosenWhenAbsent: ["inlinePolicies", "managedPolicyArns", "namePrefix"],
  autoname: { path: ["name"], randomDigits: 7, longest: 64, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["name", "namePrefix", "path"],
  limits: [{ name: "rolesPerAccount" }],
  references: [needsPolicies("managedPolicyArns"), needsPolicies("permissionsBoundary")],
  unique: [uniqueName("role", (name) => `Role with name ${name} already exists.`)],
  normalise: (inputs) => asJsonText(inputs, "assumeRolePolicy"),
  check: (inputs) => [
    ...checkName(inputs, 64),
    ...matching("namePrefix", inputs["namePrefix"], /^.{0,38}$/, "at most 38 characters long"),
    ...between(inputs, "maxSessionDuration", 3600, 43_200),
    ...checkIamPolicy(inputs, "assumeRolePolicy", "trust"),
    ...each(inputs, "inlinePolicies", (item, at) =>
      checkIamPolicy(item, "policy", "identity").map(({ reason }) => ({ property: `${at}policy`, reason })),
    ),
    ...matching(
      "permissionsBoundary",
      inputs["permissionsBoundary"],
      /^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/,
      "the ARN of a policy",
    ),
  ],
  admit: admitTrust,
  takesAlong: ({ outputs }, { type }) =>
    outputs["forceDetachPolicies"] === true && (type === ROLE_POLICY || type === ATTACHMENT),
  stillUsed: roleInUse,
  id: (inputs, fresh) => namedOrPrefixed(inputs, fresh(26)),
  outputs: (inputs, computation) => ({
    description: "",
    inlinePolicies: [],
    managedPolicyArns: [],
    namePrefix: "",
    ...inputs,
    name: computation.id,
    arn: globalArn(computation, "role", inputs, computation.id),
    createDate: computation.createdAt,
    uniqueId: uniqueId(computation, "AROA"),
    tagsAll: inputs["tags"] ?? {},
  }),
};

/** Characters of a policy without white space, as IAM counts them. */
function sizeOf(policyDocument: Value | undefined): number {
  return (stringOf(policyDocument) ?? "").replace(/\s/g, "").length;
}

const MANAGED_POLICY_SIZE = 6144;
const INLINE_POLICIES_SIZE = 10_240;

const policy: ResourceType = {
  token: TOKENS.policy,
  title: "IAM Policy",
  accountWide: true,
  defaults: { path: "/" },
  chosenWhenAbsent: ["namePrefix", "delayAfterPolicyCreationInMs"],
  autoname: { path: ["name"], randomDigits: 7, longest: 128, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["description", "name", "namePrefix", "path"],
  limits: [{ name: "policiesPerAccount" }],
  unique: [uniqueName("policy", (name) => `A policy called ${name} already exists. Duplicate names are not allowed.`)],
  normalise: (inputs) => asJsonText(inputs, "policy"),
  check: (inputs) => [...checkName(inputs, 128), ...checkIamPolicy(inputs, "policy", "identity")],
  admit: ({ inputs }) => {
    if (sizeOf(inputs["policy"]) > MANAGED_POLICY_SIZE) {
      throw new TargetError("LimitExceeded", `Cannot exceed quota for PolicySize: ${String(MANAGED_POLICY_SIZE)}`);
    }
  },
  stillUsed: (_id, users) => ({
    code: "DeleteConflict",
    message: `Cannot delete a policy attached to entities: ${users.map((user) => user.id).join(", ")}`,
  }),
  id: (inputs, fresh, { facts: { partition, account } }) =>
    text`arn:${partition}:iam::${account}:policy${inputs["path"] ?? "/"}${namedOrPrefixed(inputs, fresh(26))}`,
  outputs: (inputs, computation) => ({
    description: "",
    namePrefix: "",
    ...inputs,
    name: inputs["name"] ?? text`${stringOf(computation.id)?.replace(/^.*\//, "") ?? computation.id}`,
    arn: computation.id,
    attachmentCount: 0,
    policyId: uniqueId(computation, "ANPA"),
    tagsAll: inputs["tags"] ?? {},
  }),
};

const rolePolicy: ResourceType = {
  token: ROLE_POLICY,
  title: "IAM Role Policy",
  accountWide: true,
  chosenWhenAbsent: ["namePrefix"],
  autoname: { path: ["name"], randomDigits: 7, longest: 128, unless: [["namePrefix"]] },
  replaceOn: ["name", "namePrefix", "role"],
  references: [needsRoleOf("restrict")],
  takesOver: true,
  normalise: (inputs) => asJsonText(inputs, "policy"),
  check: (inputs) => [...checkName(inputs, 128), ...checkIamPolicy(inputs, "policy", "identity")],
  admit: ({ inputs, siblings }) => {
    const name = stringOf(inputs["role"]) ?? "";
    const others = siblings(ROLE_POLICY, TOKENS.role, name).filter(
      ({ inputs: other }) => other["name"] !== inputs["name"],
    );
    const size = [inputs, ...others.map((other) => other.inputs)].reduce(
      (sum, { policy: own }) => sum + sizeOf(own),
      0,
    );
    if (size <= INLINE_POLICIES_SIZE) return;
    throw new TargetError(
      "LimitExceeded",
      `Maximum policy size of ${String(INLINE_POLICIES_SIZE)} bytes exceeded for role ${name}`,
    );
  },
  id: (inputs, fresh) => text`${inputs["role"]}:${namedOrPrefixed(inputs, fresh(26))}`,
  outputs: (inputs, { id }) => ({
    namePrefix: "",
    ...inputs,
    name: inputs["name"] ?? text`${stringOf(id)?.replace(/^.*:/, "") ?? id}`,
  }),
};

const rolePolicyAttachment: ResourceType = {
  token: ATTACHMENT,
  title: "IAM Role Policy Attachment",
  accountWide: true,
  replaceOn: ["policyArn", "role"],
  limits: [
    { name: "managedPoliciesPerRole", parent: (inputs) => ({ type: TOKENS.role, id: stringOf(inputs["role"]) ?? "" }) },
  ],
  references: [needsRoleOf("restrict"), needsPolicies("policyArn")],
  takesOver: true,
  check: (inputs) =>
    matching("policyArn", inputs["policyArn"], /^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/, "the ARN of a policy"),
  id: (inputs) => text`${inputs["role"]}/${inputs["policyArn"]}`,
  outputs: (inputs) => ({ ...inputs }),
};

const instanceProfile: ResourceType = {
  token: TOKENS.instanceProfile,
  title: "IAM Instance Profile",
  accountWide: true,
  defaults: { path: "/" },
  chosenWhenAbsent: ["namePrefix"],
  autoname: { path: ["name"], randomDigits: 7, longest: 128, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["name", "namePrefix", "path"],
  limits: [{ name: "instanceProfilesPerAccount" }],
  references: [needsRoleOf("restrict")],
  unique: [uniqueName("instance-profile", (name) => `Instance Profile ${name} already exists.`)],
  check: (inputs) => checkName(inputs, 128),
  id: (inputs, fresh) => namedOrPrefixed(inputs, fresh(26)),
  outputs: (inputs, computation) => ({
    namePrefix: "",
    role: "",
    ...inputs,
    name: computation.id,
    arn: globalArn(computation, "instance-profile", inputs, computation.id),
    createDate: computation.createdAt,
    uniqueId: uniqueId(computation, "AIPA"),
    tagsAll: inputs["tags"] ?? {},
  }),
};

/** Rows of AWS IAM. */
export const iamTypes: readonly ResourceType[] = [role, policy, rolePolicy, rolePolicyAttachment, instanceProfile];
