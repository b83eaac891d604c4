import { describe, expect, test } from "@jest/globals";

import { boundedVerdict, verdictOf, type PolicyRequest } from "../../helpers/iamPolicy.ts";

const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (more: object): string => policy({ Effect: "Allow", Action: "*", Resource: "*", ...more });
const request = (context: PolicyRequest["context"] = {}): PolicyRequest => ({ action: "s3:GetObject", context });

describe("a policy's verdict", () => {
  test("is a denial before any permission, and no by default", () => {
    const documents = [allow({ Action: "s3:*" }), policy({ Effect: "Deny", Action: "s3:Delete*", Resource: "*" })];
    expect(verdictOf(documents, { action: "S3:GetObject" })).toBe("allowed");
    expect(verdictOf(documents, { action: "s3:DeleteObject" })).toBe("denied");
    expect(verdictOf(documents, { action: "ec2:RunInstances" })).toBe("not allowed");
  });

  test("is of a boundary as well as of a role's own policies", () => {
    const [own, wide] = [allow({ Action: "s3:Get*" }), allow({ Action: "s3:*" })];
    expect(boundedVerdict([own], wide, request())).toBe("allowed");
    expect(boundedVerdict([wide], own, { action: "s3:PutObject" })).toBe("not allowed");
    expect(boundedVerdict([own], policy({ Effect: "Deny", Action: "*", Resource: "*" }), request())).toBe("denied");
  });

  test.each<[string, object, PolicyRequest["context"], string]>([
    ["a value among several", { StringEquals: { k: ["a", "b"] } }, { K: "b" }, "allowed"],
    ["another value", { StringEquals: { k: "a" } }, { k: "b" }, "not allowed"],
    ["no value", { StringEquals: { k: "a" } }, {}, "not allowed"],
    ["no value, if it exists", { StringEqualsIfExists: { k: "a" } }, {}, "allowed"],
    ["another value, if it exists", { StringEqualsIfExists: { k: "a" } }, { k: "b" }, "not allowed"],
    ["no value that would have to be another", { StringNotEquals: { k: ["a", "b"] } }, {}, "allowed"],
    ["none of the values", { StringNotEquals: { k: ["a", "b"] } }, { k: "b" }, "not allowed"],
    ["a pattern", { StringLike: { k: "a?c*" } }, { k: "abc.d" }, "allowed"],
    ["a pattern with dots", { ArnLike: { k: "a.c" } }, { k: "abc" }, "not allowed"],
    ["a key that is there", { Null: { k: "false" } }, { k: "" }, "allowed"],
    ["a key that is not there", { Null: { k: "false" } }, {}, "not allowed"],
    ["any of the request's values", { "ForAnyValue:StringLike": { k: "a*" } }, { k: ["b", "ab"] }, "allowed"],
    ["all of the request's values", { "ForAllValues:StringLike": { k: "a*" } }, { k: ["b", "ab"] }, "not allowed"],
    ["all of none", { "ForAllValues:StringLike": { k: "a*" } }, {}, "allowed"],
    ["a variable", { StringEquals: { k: "x-${v}" } }, { k: "x-1", v: "1" }, "allowed"],
    ["a variable without a value", { StringLike: { k: "x-${v}*" } }, { k: "x-1" }, "not allowed"],
    ["two conditions", { StringEquals: { k: "a" }, Bool: { b: "true" } }, { k: "a", b: "false" }, "not allowed"],
  ])("looks at %s", (_what, Condition, context, expected) => {
    expect(verdictOf([allow({ Condition })], request(context))).toBe(expected);
  });

  test("looks at what is left out, and at who asks", () => {
    const buckets = policy({ Effect: "Allow", NotAction: "iam:*", NotResource: "arn:aws:s3:::own*" });
    expect(verdictOf([buckets], { action: "s3:GetObject", resource: "arn:aws:s3:::other/a" })).toBe("allowed");
    expect(verdictOf([buckets], { action: "s3:GetObject", resource: "arn:aws:s3:::own/a" })).toBe("not allowed");
    expect(verdictOf([buckets], { action: "iam:GetRole", resource: "arn:aws:iam::1:role/a" })).toBe("not allowed");
    const trust = policy({ Effect: "Allow", Principal: { Service: ["a", "b"] }, Action: "sts:AssumeRole" });
    const asks = (principal: Record<string, string>) => verdictOf([trust], { action: "sts:AssumeRole", principal });
    expect([asks({ Service: "b" }), asks({ Service: "c" }), asks({ AWS: "b" })]).toEqual([
      "allowed",
      "not allowed",
      "not allowed",
    ]);
  });

  test("is none where it would have to guess", () => {
    const numeric = allow({ Condition: { NumericLessThan: { k: "1" } } });
    expect(() => verdictOf([numeric], request({ k: "0" }))).toThrow(
      new TypeError("the condition operator NumericLessThan is not known here"),
    );
    const single = allow({ Condition: { StringEquals: { k: "1" } } });
    expect(() => verdictOf([single], request({ k: ["0", "1"] }))).toThrow(
      new TypeError("k has several values, StringEquals takes one"),
    );
  });
});
