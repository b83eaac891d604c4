import { parseJson } from "../documents/parseJson.ts";
import { oneOrMany, valueAt } from "./properties.ts";

/**
 * The statements of an IAM policy document, which comes as JSON text or as plain data; none of what is no document (AWS IAM User
 * Guide, "IAM JSON policy reference").
 */
export function statementsOf(document: unknown): readonly unknown[] {
  return oneOrMany(valueAt(parsed(document), "Statement"));
}

/** The statements of a document that allow something. */
export function allowancesOf(document: unknown): unknown[] {
  return statementsOf(document).filter((statement) => valueAt(statement, "Effect") === "Allow");
}

function parsed(document: unknown): unknown {
  return typeof document === "string" ? parseJson(document) : document;
}

/** True for a statement about everybody: any principal of any account, by name or by leaving some out. */
export function isForEverybody(statement: unknown): boolean {
  const principal = valueAt(statement, "Principal");
  const named = principal === "*" || oneOrMany(valueAt(principal, "AWS")).includes("*");
  return named || valueAt(statement, "NotPrincipal") !== undefined;
}

/** The actions that a statement names, as they stand in it. */
export function actionsOf(statement: unknown): readonly unknown[] {
  return oneOrMany(valueAt(statement, "Action"));
}

/** True for a statement about this action, by a pattern or by leaving others out. */
export function coversAction(statement: unknown, action: string): boolean {
  const matches = (pattern: unknown): boolean => typeof pattern === "string" && matchesPattern(pattern, action);
  const exceptions = valueAt(statement, "NotAction");
  return actionsOf(statement).some(matches) || (exceptions !== undefined && !oneOrMany(exceptions).some(matches));
}

/**
 * IAM's patterns have `*` for any characters and `?` for one, and actions have no case. Without a regular expression, which a pattern of
 * many stars would keep busy for ever.
 */
function matchesPattern(pattern: string, action: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), action.toLowerCase()];
  let [at, star, resume] = [0, -1, 0];
  for (let index = 0; index < given.length;) {
    if (wanted[at] === "*") {
      [star, resume] = [at, index];
      at += 1;
    } else if (wanted[at] === "?" || wanted[at] === given[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      // The last star takes one character more.
      resume += 1;
      [at, index] = [star + 1, resume];
    } else {
      return false;
    }
  }
  return /^\**$/.test(wanted.slice(at));
}

/** True for a statement about every resource: `*`, or by leaving some out. */
export function coversEverything(statement: unknown): boolean {
  return oneOrMany(valueAt(statement, "Resource")).includes("*") || valueAt(statement, "NotResource") !== undefined;
}

/** One comparison of a statement's conditions; all of a statement's have to hold. */
export interface Comparison {
  /** Such as `StringEquals`. */
  readonly operator: string;
  /** Such as `aws:SourceAccount`. */
  readonly key: string;
  readonly values: readonly unknown[];
}

/** The conditions of a statement, one by one. */
export function comparisonsOf(statement: unknown): Comparison[] {
  const condition = valueAt(statement, "Condition");
  if (typeof condition !== "object" || condition === null) return [];
  return Object.entries(condition).flatMap(([operator, keys]: [string, unknown]) =>
    typeof keys === "object" && keys !== null
      ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: oneOrMany(values) }))
      : [],
  );
}

/** True for a statement that denies everybody what comes without TLS, under that one condition. */
export function deniesWithoutTls(statement: unknown): boolean {
  const comparisons = comparisonsOf(statement);
  return (
    valueAt(statement, "Effect") === "Deny" &&
    isForEverybody(statement) &&
    valueAt(statement, "NotPrincipal") === undefined &&
    comparisons.length === 1 &&
    comparisons.every(
      ({ operator, key, values }) =>
        operator === "Bool" &&
        key === "aws:SecureTransport" &&
        values.length > 0 &&
        values.every((value) => String(value) === "false"),
    )
  );
}
