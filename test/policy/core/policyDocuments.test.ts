import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { isOpen } from "../../../policies/openStatements.ts";
import {
  allowancesOf,
  comparisonsOf,
  coversAction,
  coversEverything,
  statementsOf,
} from "../../../core/policies/policyDocuments.ts";

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

describe("a document", () => {
  test.each([
    ["JSON text", JSON.stringify({ Statement: [allow] }), [allow]],
    ["plain data", { Statement: [allow] }, [allow]],
    ["one statement", { Statement: allow }, [allow]],
    ["no JSON", "{", []],
    ["JSON that is no document", "null", []],
    ["nothing", undefined, []],
  ])("is read as %s", (_what, document, expected) => {
    expect(statementsOf(document)).toEqual(expected);
  });

  test("allows what its allowances say, and nothing by a denial or by what is no statement", () => {
    const Statement = [allow, { ...allow, Effect: "Deny" }, { ...allow, Effect: "allow" }, null, "Allow"];
    expect(allowancesOf({ Statement })).toEqual([allow]);
  });
});

describe("a statement is about an action", () => {
  test.each([
    [{ Action: "iam:PassRole" }, true],
    [{ Action: "IAM:passrole" }, true],
    [{ Action: ["s3:GetObject", "iam:*"] }, true],
    [{ Action: "*" }, true],
    [{ Action: "iam:P?ssRole" }, true],
    [{ Action: "iam:Pass*le*" }, true],
    [{ Action: "iam:Pass" }, false],
    [{ Action: "iam:PassRoles" }, false],
    [{ Action: "iam:?" }, false],
    [{ Action: "" }, false],
    [{ Action: [7, null] }, false],
    [{ NotAction: "s3:*" }, true],
    [{ NotAction: ["s3:*", "iam:*"] }, false],
    [{}, false],
  ])("%j: %j", (statement, expected) => {
    expect(coversAction(statement, "iam:PassRole")).toBe(expected);
  });

  test("by patterns that mean what the same regular expression means", () => {
    const piece = fc.constantFrom("a", "b", ".", "*", "?");
    const pattern = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    const action = fc.array(fc.constantFrom("a", "B", "."), { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(pattern, action, (Action, given) => {
        const source = Action.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".");
        expect(coversAction({ Action }, given)).toBe(new RegExp(`^${source}$`, "i").test(given));
      }),
    );
  });

  test("by a pattern of many stars too, soon", () => {
    expect(coversAction({ Action: `${"*a".repeat(1_000)}b` }, "a".repeat(1_000))).toBe(false);
  });
});

test("a statement is about everything by a star, or by leaving something out", () => {
  expect(coversEverything({ Resource: ["arn:aws:s3:::a", "*"] })).toBe(true);
  expect(coversEverything({ NotResource: "arn:aws:s3:::a" })).toBe(true);
  expect(coversEverything({ Resource: "arn:aws:s3:::*" })).toBe(false);
});

test("conditions are told one by one", () => {
  expect(
    comparisonsOf({ Condition: { StringEquals: { a: "1", b: ["2", "3"] }, Bool: { c: true }, Null: null } }),
  ).toEqual([
    { operator: "StringEquals", key: "a", values: ["1"] },
    { operator: "StringEquals", key: "b", values: ["2", "3"] },
    { operator: "Bool", key: "c", values: [true] },
  ]);
  expect(comparisonsOf({ Condition: "none" })).toEqual([]);
});

describe("a statement for everybody", () => {
  const bounded = (operator: string, key: string, value: unknown) => ({
    Principal: "*",
    Condition: { [operator]: { [key]: value } },
  });

  test.each([
    { Principal: "*" },
    { Principal: { AWS: "*" } },
    { Principal: { AWS: ["arn:aws:iam::111122223333:root", "*"] } },
    { NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } },
    bounded("StringNotEquals", "aws:PrincipalAccount", "111122223333"),
    bounded("StringEqualsIfExists", "aws:PrincipalAccount", "111122223333"),
    bounded("ForAllValues:StringEquals", "aws:PrincipalAccount", "111122223333"),
    bounded("StringLike", "aws:PrincipalArn", "*"),
    bounded("StringEquals", "aws:PrincipalAccount", []),
    bounded("StringEquals", "aws:PrincipalAccount", ["111122223333", "*"]),
    bounded("Bool", "aws:SecureTransport", "true"),
    bounded("StringEquals", "aws:PrincipalTag/tenantry:tenant", "acme"),
  ])("is open: %j", (statement) => {
    expect(isOpen(statement)).toBe(true);
  });

  test.each([
    { Principal: { AWS: "arn:aws:iam::111122223333:root" } },
    { Principal: { Service: "*" } },
    {},
    bounded("StringEquals", "aws:PrincipalAccount", "111122223333"),
    bounded("stringequals", "AWS:principalORGid", "o-1"),
    bounded("ArnLike", "aws:SourceArn", "arn:aws:s3:::acme-*"),
    bounded("StringEquals", "aws:SourceVpce", ["vpce-1", "vpce-2"]),
    bounded("Bool", "elasticfilesystem:AccessedViaMountTarget", "true"),
  ])("is bounded, or is for somebody: %j", (statement) => {
    expect(isOpen(statement)).toBe(false);
  });
});
