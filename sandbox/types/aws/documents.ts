/** Policy documents: the SDK takes them as objects or as JSON text, AWS keeps text. */
import { hasUnknown, isProperties, stringOf, UNKNOWN, type Properties, type Value } from "../../provider/values.ts";
import type { Problem } from "../definition.ts";

/** The inputs with one document as JSON text; unknown while any part of it is. */
export function asJsonText(inputs: Properties, property: string): Properties {
  const value = inputs[property];
  if (!isProperties(value)) return inputs;
  return { ...inputs, [property]: hasUnknown(value) ? UNKNOWN : JSON.stringify(value) };
}

function parse(value: string): Properties | string {
  try {
    const document: unknown = JSON.parse(value);
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return document as Properties;
    return "contains an invalid JSON policy: it must be an object";
  } catch (error) {
    return `contains an invalid JSON policy: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Rejects a document that is not a JSON object. */
export function checkJsonDocument(inputs: Properties, property: string): Problem[] {
  const value = stringOf(inputs[property]);
  const document = value === undefined || value === "" ? {} : parse(value);
  return typeof document === "string" ? [{ property, reason: document }] : [];
}

/** Statements of a policy document in JSON text; none when it is not one. */
export function statementsOf(policy: Value | undefined): Properties[] {
  const document = parse(stringOf(policy) ?? "");
  if (typeof document === "string") return [];
  return [document["Statement"] ?? []].flat().filter(isProperties);
}

function hasOneOf(statement: Properties, names: readonly string[]): boolean {
  return names.filter((name) => statement[name] !== undefined).length === 1;
}

/**
 * Rejects an IAM policy that breaks the grammar (IAM User Guide, "Grammar of the IAM JSON policy language"): a trust
 * policy names principals and no resources, any other policy resources and no principals.
 */
export function checkIamPolicy(inputs: Properties, property: string, kind: "trust" | "identity"): Problem[] {
  const value = stringOf(inputs[property]);
  if (value === undefined) return [];
  const document = parse(value);
  if (typeof document === "string") return [{ property, reason: document }];
  const fail = (reason: string): Problem => ({ property, reason: `is no valid policy: ${reason}` });
  const version = document["Version"];
  if (version !== "2012-10-17" && version !== "2008-10-17") {
    return [fail(`Version is ${JSON.stringify(version ?? null)}, but must be "2012-10-17"`)];
  }
  const statements = [document["Statement"] ?? []].flat();
  if (statements.length === 0) return [fail("it has no Statement")];
  return statements.flatMap((statement, index) => {
    const at = `Statement ${String(index)}`;
    if (!isProperties(statement)) return [fail(`${at} must be an object`)];
    const { Effect: effect } = statement;
    const problems: Problem[] = [];
    if (effect !== "Allow" && effect !== "Deny") problems.push(fail(`${at} needs the Effect "Allow" or "Deny"`));
    if (!hasOneOf(statement, ["Action", "NotAction"])) problems.push(fail(`${at} needs an Action`));
    const [needed, banned] = kind === "trust" ? ["Principal", "Resource"] : ["Resource", "Principal"];
    if (!hasOneOf(statement, [needed, `Not${needed}`])) problems.push(fail(`${at} needs a ${needed}`));
    if (statement[banned] !== undefined) problems.push(fail(`${at} has a ${banned}, which such a policy cannot have`));
    return problems;
  });
}

/** Principals of a statement's `AWS` entry: ARNs, account numbers or `*`. */
export function awsPrincipals(statement: Properties): string[] {
  const principal = statement["Principal"];
  const listed = isProperties(principal) ? principal["AWS"] : principal;
  return [listed ?? []].flat().filter((item) => typeof item === "string");
}
