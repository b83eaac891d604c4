/** Whether a key's policy lets somebody use the key. Grants, and IAM policies that the key's policy defers to, are not looked at. */
import { isProperties, type Properties, type Value } from "../../provider/values.ts";
import { awsPrincipals, statementsOf } from "./documents.ts";

/** Somebody who would use a key. */
export interface KeyUser {
  /** The ARN of the role. */
  readonly principal: string;
  /** Condition keys of the request and their values, such as `kms:CallerAccount`; one that is absent has no value. */
  readonly context: Readonly<Record<string, string>>;
}

/** True when the policy allows every one of the actions and denies none (IAM User Guide, "Policy evaluation logic"). */
export function letsUse(policy: Value | undefined, actions: readonly string[], user: KeyUser): boolean {
  const statements = statementsOf(policy).filter((statement) => isAbout(statement, user));
  return actions.every((action) => {
    const effects = statements.filter((statement) => isOf(statement, action)).map(({ Effect: effect }) => effect);
    return effects.includes("Allow") && !effects.includes("Deny");
  });
}

function isAbout(statement: Properties, { principal, context }: KeyUser): boolean {
  const named = awsPrincipals(statement).some((one) => one === "*" || one === principal);
  const conditions = isProperties(statement["Condition"]) ? statement["Condition"] : {};
  return (
    named &&
    Object.entries(conditions).every(
      ([operator, keys]) =>
        !isProperties(keys) || Object.entries(keys).every(([key, wanted]) => holds(operator, context[key], wanted)),
    )
  );
}

function isOf(statement: Properties, action: string): boolean {
  return textsOf(statement["Action"]).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
}

/** One condition, by the operators that key policies use; one that is not known here is taken as held. */
function holds(operator: string, given: string | undefined, wanted: Value): boolean {
  const { name = "", ifExists } = /^(?<name>\w+?)(?<ifExists>IfExists)?$/.exec(operator)?.groups ?? {};
  const patterns = textsOf(wanted);
  const isSame = name === "StringEquals" || name === "Bool";
  const isLike = name === "StringLike" || name === "ArnLike" || name === "ArnEquals";
  if (!isSame && !isLike) return true;
  if (given === undefined) return ifExists !== undefined;
  return patterns.some((pattern) => (isSame ? pattern === given : matches(pattern, given)));
}

function textsOf(value: Value | undefined): string[] {
  return [value ?? []]
    .flat()
    .filter((item) => typeof item === "string" || typeof item === "boolean")
    .map(String);
}

/** `*` stands for any characters and `?` for one. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(value);
}
