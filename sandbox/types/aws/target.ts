/** The AWS target: its configuration, accounts, regions and tags. */
import { TargetError } from "../../provider/errors.ts";
import {
  isList,
  isProperties,
  propertiesOf,
  stringOf,
  Unknown,
  UNKNOWN,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Scope, Target } from "../definition.ts";
import { awsFunctions } from "./functions.ts";
import { REGIONS } from "./regions.ts";
import { awsShapes } from "./shapes.generated.ts";
import { awsTypes } from "./table.ts";
import { checkTags } from "./tags.ts";

/** The sandbox's account. No real AWS account has this number. */
export const SANDBOX_ACCOUNT = "000000000000";

/** Stands for the region in the scope of what belongs to a whole account. */
const GLOBAL = "global";

function textList(value: Value | undefined): string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}

function roleOf(config: Properties): string | undefined {
  const roles = config["assumeRoles"];
  return isList(roles) ? stringOf(propertiesOf(roles[0])["roleArn"]) : undefined;
}

function accountIn(roleArn: string): string | undefined {
  return /^arn:[^:]+:iam::(\d{12}):role\/.+$/.exec(roleArn)?.[1];
}

/** Account of `assumeRoles[0].roleArn`; simulated ones begin with 000000. */
function accountOf(config: Properties): string {
  const arn = roleOf(config);
  if (arn === undefined) return SANDBOX_ACCOUNT;
  const account = accountIn(arn);
  if (account === undefined) {
    throw new TargetError("ValidationError", `assumeRoles[0].roleArn is "${arn}", which is no role ARN`);
  }
  if (!account.startsWith("000000")) {
    throw new TargetError(
      "AccessDenied",
      `the sandbox was reached, and it cannot assume ${arn}: its accounts begin with 000000. For a real account, take "aws" out of the sandbox`,
    );
  }
  return account;
}

function configure(config: Properties, environment: Readonly<Record<string, string | undefined>>): Scope {
  const region = stringOf(config["region"]) ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"];
  if (region === undefined || region === "") {
    throw new TargetError(
      "MissingRegion",
      "no region: set the configuration aws:region or the environment variable AWS_REGION",
    );
  }
  if (!REGIONS.includes(region)) {
    throw new TargetError("InvalidRegion", `"${region}" is no AWS region; known are ${REGIONS.join(", ")}`);
  }
  const account = accountOf(config);
  const allowed = textList(config["allowedAccountIds"]);
  if (allowed.length > 0 && !allowed.includes(account)) {
    throw new TargetError(
      "AWSAccountIDNotAllowed",
      `the sandbox was reached (account ${account}), but allowedAccountIds expects ${allowed.join(" or ")}. For a real account, take "aws" out of the sandbox`,
    );
  }
  if (textList(config["forbiddenAccountIds"]).includes(account)) {
    throw new TargetError(
      "AWSAccountIDNotAllowed",
      `the sandbox was reached (account ${account}), and forbiddenAccountIds names that account`,
    );
  }
  return scopeFor(account, region);
}

/** By the account that alone is allowed, or else that of the role. */
function placeOf(config: Properties): Scope {
  const account = textList(config["allowedAccountIds"])[0] ?? accountIn(roleOf(config) ?? "");
  return scopeFor(account ?? SANDBOX_ACCOUNT, stringOf(config["region"]) ?? "");
}

function scopeFor(account: string, region: string): Scope {
  return { target: "aws", key: `${account}/${region}`, facts: { account, region, partition: "aws" } };
}

function scopeOf(properties: Properties, scope: Scope): Scope {
  const region = stringOf(properties["region"]);
  return region === undefined || region === scope.facts["region"]
    ? scope
    : scopeFor(scope.facts["account"] ?? SANDBOX_ACCOUNT, region);
}

/** The provider's default tags under the resource's own; both `tags` and `tagsAll` of the real provider have them. */
function withDefaultTags(shape: Readonly<Record<string, string>>, inputs: Properties, config: Properties): Properties {
  if (shape["tags"] !== "string{}?") return inputs;
  const standard = propertiesOf(propertiesOf(config["defaultTags"])["tags"]);
  const own = inputs["tags"];
  if (Object.keys(standard).length === 0) return inputs;
  if (own instanceof Unknown) return { ...inputs, tags: UNKNOWN };
  return { ...inputs, tags: { ...standard, ...propertiesOf(own) } };
}

/** The AWS target. */
export const awsTarget: Target = {
  name: "aws",
  title: "AWS",
  table: "sandbox/types/aws",
  types: new Map(awsTypes.map((type) => [type.token, type])),
  functions: awsFunctions,
  shapes: awsShapes,
  configure: (config, environment) => Promise.resolve().then(() => configure(config, environment)),
  placeOf,
  replaceOn: ["region"],
  scopeOf,
  // What belongs to the whole account has no region; its SDK's types have no `region` input either.
  accountScope: (scope) => scopeFor(scope.facts["account"] ?? SANDBOX_ACCOUNT, GLOBAL),
  check: checkTags,
  parseId: (id, scope) => {
    const match = /^(.*)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(id);
    return match === null ? { id, scope } : { id: match[1] ?? id, scope: scopeOf({ region: match[2] ?? "" }, scope) };
  },
  complete: (type, inputs, _scope, config) => withDefaultTags(awsShapes[type.token] ?? {}, inputs, config),
  comparable: (inputs, scope) => ({ ...inputs, region: inputs["region"] ?? scope.facts["region"] ?? "" }),
  identity: (scope) => scope.facts["account"] ?? "",
  tagsOf: (outputs) => {
    const { tagsAll, tags } = outputs;
    if (isProperties(tagsAll)) return tagsAll;
    // Auto Scaling groups have a list of tags instead of a map.
    const listed = isList(tags) ? tags.map(propertiesOf) : [];
    return Object.fromEntries(listed.map(({ key, value }) => [stringOf(key) ?? "", value ?? ""]));
  },
  notFound: (type, id) => ({ code: "NotFound", message: `${type.title} ${id} does not exist` }),
  stillUsed: (type, id, users) => ({
    code: "DependencyViolation",
    message: `${type.title} '${id}' has dependencies and cannot be deleted: ${users.map((user) => user.id).join(", ")}`,
  }),
};
