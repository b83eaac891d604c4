import { expect, test } from "@jest/globals";
import { checkIamPolicy } from "../../../../../sandbox/types/aws/iamPolicies.ts";

const reading = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" };

function problems(document: object): string[] {
  return checkIamPolicy({ policy: JSON.stringify(document) }, "policy", "identity").map(({ reason }) => reason);
}

const ofStatements = (...statements: object[]): string[] => problems({ Version: "2012-10-17", Statement: statements });

test.each([
  [{}],
  [{ Action: "*", Resource: "*" }],
  [{ Action: ["s3:Get*", "execute-api:Invoke"], Resource: ["arn:aws:s3:::*", "arn:aws:s3:::${aws:username}/*"] }],
  [{ Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } } }],
  [{ Condition: { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": "x*" }, Null: { "aws:TagKeys": "true" } } }],
])("takes a statement with %j", (elements) => {
  expect(ofStatements({ ...reading, ...elements })).toEqual([]);
});

test.each([
  [{ Sid: "to-read" }, 'has the Sid "to-read", but letters and digits alone are allowed'],
  [{ Effect: "allow" }, 'needs the Effect "Allow" or "Deny"'],
  [{ Action: "GetObject" }, 'has the action "GetObject", which does not name its service, as in s3:GetObject'],
  [{ Resource: "acme" }, 'has the resource "acme", which is neither an ARN nor *'],
  [{ Conditions: {} }, "has Conditions, which is no element of a policy"],
  [{ Condition: { StringIs: {} } }, "has StringIs, which is no operator of conditions"],
  [{ Condition: { NullIfExists: {} } }, "has NullIfExists, which is no operator of conditions"],
  [{ Principal: "*" }, "has a Principal, which such a policy cannot have"],
])("refuses a statement with %j", (elements, reason) => {
  expect(ofStatements({ ...reading, ...elements })).toEqual([`is no valid policy: Statement 0 ${reason}`]);
});

test("refuses two statements with one Sid, but takes several without", () => {
  const { Sid, ...unnamed } = reading;
  expect(ofStatements(reading, { ...unnamed, Sid })).toEqual([
    'is no valid policy: Statement 1 has the Sid of another one, "Read"',
  ]);
  expect(ofStatements(unnamed, unnamed)).toEqual([]);
});

test("refuses a document of other elements", () => {
  expect(problems({ Version: "2012-10-17", Statements: [] })).toEqual([
    "is no valid policy: it has Statements, which is no element of a policy",
  ]);
});
