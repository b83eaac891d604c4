import { type Comparison, comparisonsOf, isForEverybody } from "../core/policies/policyDocuments.ts";

/**
 * Keys that say who asks or where from, so that a condition on one bounds a statement about everybody (Amazon S3 User Guide, "The
 * meaning of public"; AWS KMS Developer Guide, "Condition keys"). In lower case: IAM's keys have no case.
 */
const bounding = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "elasticfilesystem:accessedviamounttarget",
  "elasticfilesystem:accesspointarn",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

/** Operators that hold for what is named and nothing else. Negations and those that hold for what is absent bound nothing. */
const naming = new Set(["stringequals", "stringlike", "arnequals", "arnlike", "bool"]);

/** True for an allowance of everybody that no condition bounds to an account, an organisation, a network or a source. */
export function isOpen(statement: unknown): boolean {
  return isForEverybody(statement) && !comparisonsOf(statement).some(bounds);
}

function bounds({ operator, key, values }: Comparison): boolean {
  return (
    naming.has(operator.toLowerCase()) &&
    bounding.has(key.toLowerCase()) &&
    values.length > 0 &&
    // A pattern of stars is everything again.
    values.every((value) => !/^[*?]*$/.test(String(value)))
  );
}
