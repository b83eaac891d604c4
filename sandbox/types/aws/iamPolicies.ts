/** AWS IAM: the grammar of policies (IAM User Guide, "Grammar of the IAM JSON policy language"). */
import { isProperties, stringOf, type Properties, type Value } from "../../provider/values.ts";
import type { Problem } from "../definition.ts";
import { parseDocument } from "./documents.ts";

const ELEMENTS = ["Version", "Id", "Statement"];
const STATEMENT_ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** IAM User Guide, "IAM JSON policy elements: Condition operators"; each but Null may end in IfExists. */
const OPERATORS = [
  "ArnEquals",
  "ArnLike",
  "ArnNotEquals",
  "ArnNotLike",
  "BinaryEquals",
  "Bool",
  "DateEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateNotEquals",
  "IpAddress",
  "NotIpAddress",
  "Null",
  "NumericEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericNotEquals",
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "StringNotEquals",
  "StringNotEqualsIgnoreCase",
  "StringNotLike",
];

function hasOneOf(statement: Properties, names: readonly string[]): boolean {
  return names.filter((name) => statement[name] !== undefined).length === 1;
}

/** The texts of an element that takes one or a list; what is no text is left to AWS. */
function textsOf(value: Value | undefined): string[] {
  return [value ?? []].flat().filter((item) => typeof item === "string");
}

function isOperator(name: string): boolean {
  const plain = name.replace(/^(ForAllValues|ForAnyValue):/, "");
  return OPERATORS.includes(plain) || (plain !== "NullIfExists" && OPERATORS.includes(plain.replace(/IfExists$/, "")));
}

/** What is wrong with the elements of a statement, each by itself. */
function* elementProblems(statement: Properties): Generator<string> {
  const others = Object.keys(statement).filter((name) => !STATEMENT_ELEMENTS.includes(name));
  if (others.length > 0) yield `has ${others.join(", ")}, which is no element of a policy`;
  const { Effect: effect, Sid: sid } = statement;
  if (effect !== "Allow" && effect !== "Deny") yield 'needs the Effect "Allow" or "Deny"';
  if (sid !== undefined && !/^[A-Za-z0-9]*$/.test(stringOf(sid) ?? "-")) {
    yield `has the Sid ${JSON.stringify(sid)}, but letters and digits alone are allowed`;
  }
  for (const action of [...textsOf(statement["Action"]), ...textsOf(statement["NotAction"])]) {
    if (action !== "*" && !/^[A-Za-z0-9-]+:.+$/.test(action)) {
      yield `has the action "${action}", which does not name its service, as in s3:GetObject`;
    }
  }
  for (const resource of [...textsOf(statement["Resource"]), ...textsOf(statement["NotResource"])]) {
    if (!resource.startsWith("*") && !/^arn:[^:]*:[^:]+:/.test(resource)) {
      yield `has the resource "${resource}", which is neither an ARN nor *`;
    }
  }
  const condition = isProperties(statement["Condition"]) ? statement["Condition"] : {};
  const unknown = Object.keys(condition).filter((name) => !isOperator(name));
  if (unknown.length > 0) yield `has ${unknown.join(", ")}, which is no operator of conditions`;
}

/**
 * Rejects an IAM policy that breaks the grammar: a trust policy names principals and no resources, any other policy resources and
 * no principals. AWS itself refuses it with MalformedPolicyDocument.
 */
export function checkIamPolicy(inputs: Properties, property: string, kind: "trust" | "identity"): Problem[] {
  const value = stringOf(inputs[property]);
  if (value === undefined) return [];
  const document = parseDocument(value);
  if (typeof document === "string") return [{ property, reason: document }];
  const fail = (reason: string): Problem => ({ property, reason: `is no valid policy: ${reason}` });
  const version = document["Version"];
  if (version !== "2012-10-17" && version !== "2008-10-17") {
    return [fail(`Version is ${JSON.stringify(version ?? null)}, but must be "2012-10-17"`)];
  }
  const others = Object.keys(document).filter((name) => !ELEMENTS.includes(name));
  if (others.length > 0) return [fail(`it has ${others.join(", ")}, which is no element of a policy`)];
  const statements = [document["Statement"] ?? []].flat();
  if (statements.length === 0) return [fail("it has no Statement")];
  const sids = new Set<Value>();
  return statements.flatMap((statement, index) => {
    const at = `Statement ${String(index)}`;
    if (!isProperties(statement)) return [fail(`${at} must be an object`)];
    const problems = [...elementProblems(statement)].map((reason) => fail(`${at} ${reason}`));
    const { Sid: sid = "" } = statement;
    if (sid !== "" && sids.has(sid)) problems.push(fail(`${at} has the Sid of another one, ${JSON.stringify(sid)}`));
    sids.add(sid);
    if (!hasOneOf(statement, ["Action", "NotAction"])) problems.push(fail(`${at} needs an Action`));
    const [needed, banned] = kind === "trust" ? ["Principal", "Resource"] : ["Resource", "Principal"];
    if (!hasOneOf(statement, [needed, `Not${needed}`])) problems.push(fail(`${at} needs a ${needed}`));
    if (statement[banned] !== undefined) problems.push(fail(`${at} has a ${banned}, which such a policy cannot have`));
    return problems;
  });
}
