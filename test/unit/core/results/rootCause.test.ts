import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { rootCause } from "../../../../core/results/rootCause.ts";

test.each([
  ["nothing that was reported", [], null],
  [
    "the resource without its components",
    ["tenantry:iaas:Bundle$aws:ec2/vpc:Vpc web: creating VPC (web): Throttling: slow"],
    "aws:ec2/vpc:Vpc web: creating VPC (web): Throttling: slow",
  ],
  [
    "what the SDK says without what it wraps it in",
    [
      "aws:ec2/vpc:Vpc web: 1 error occurred:\n\t* creating EC2 VPC: operation error EC2: CreateVpc, https response error StatusCode: 400, RequestID: 1f-2e, api error VpcLimitExceeded: The maximum number of VPCs has been reached.\n\n",
    ],
    "aws:ec2/vpc:Vpc web: creating EC2 VPC: VpcLimitExceeded: The maximum number of VPCs has been reached.",
  ],
  [
    "a program's error without its places in the code",
    [
      "Running program 'file:///x/program.ts' failed with an unhandled exception:\nError: The account is another one.\n    at check (file:///x/a.ts:1:2)\n    at async run (file:///x/b.ts:3:4)",
    ],
    "Error: The account is another one.",
  ],
  [
    "the cause and not what it stopped",
    ["aws:ec2/vpc:Vpc b: creating: cancelled", "aws:ec2/vpc:Vpc a: AccessDenied: no"],
    "aws:ec2/vpc:Vpc a: AccessDenied: no",
  ],
  ["the consequence where nothing else is known", ["update canceled"], "update canceled"],
  [
    "no line more and nothing that steers a terminal",
    ["one\r\ntwo\u001b[31mthree\u202efour\u0000"],
    "one two [31mthree four",
  ],
  [
    "a sentence of ours as it is",
    ['The cell "eu-1" has not been prepared. Nothing was touched. Run: tenantry cell up eu-1'],
    'The cell "eu-1" has not been prepared. Nothing was touched. Run: tenantry cell up eu-1',
  ],
] as const)("of a failure is told %s", (_what, errors, expected) => {
  expect(rootCause(errors)).toBe(expected);
});

test("a long text is cut", () => {
  expect(rootCause(["x".repeat(301)])).toBe(`${"x".repeat(299)}…`);
  expect(rootCause(["x".repeat(300)])).toBe("x".repeat(300));
});

test("it is one short line, whatever was reported", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 400 }), { minLength: 1 }), (errors) => {
      const line = rootCause(errors) ?? "";
      expect(line).not.toMatch(/[\r\n\t\u0000-\u001f\u007f-\u009f]/);
      expect(Array.from(line).length).toBeLessThanOrEqual(300);
    }),
  );
});
