/** AWS KMS, Amazon CloudWatch Logs, AWS Budgets and AWS Resource Groups. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";
import { document } from "../fixtures.ts";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BUDGET = "aws:budgets/budget:Budget";
const GROUP = "aws:resourcegroups/group:Group";

const rootOf = (aws: Account): object => ({ AWS: `arn:aws:iam::${aws.number}:root` });

const budget = (name: string) => ({
  name,
  budgetType: "COST",
  timeUnit: "MONTHLY",
  limitAmount: "100",
  limitUnit: "USD",
});

const alarm = (threshold: number) => ({
  comparisonOperator: "GREATER_THAN",
  notificationType: "ACTUAL",
  thresholdType: "PERCENTAGE",
  threshold,
  subscriberEmailAddresses: ["costs@example.com"],
});

const queryOf = (TagFilters: readonly object[]): string =>
  JSON.stringify({ ResourceTypeFilters: ["AWS::AllSupported"], TagFilters });

const query = queryOf([{ Key: "tenant", Values: ["acme"] }]);

/** Cases of keys, log groups, budgets and resource groups. */
export const foundationCases: readonly Case[] = [
  accepted("kms:EnableKeyRotation", "a key that rotates", (aws) => () => aws.create(KEY, { enableKeyRotation: true })),
  refused(
    "kms:EnableKeyRotation",
    "UnsupportedOperationException",
    "an RSA key",
    (aws) => () =>
      aws.create(KEY, { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY", enableKeyRotation: true }),
  ),
  accepted(
    "kms:CreateKey",
    "a key with a policy of its own",
    (aws) => () => aws.create(KEY, { policy: document({ Action: "kms:*", Resource: "*", Principal: rootOf(aws) }) }),
  ),
  refused(
    "kms:CreateKey",
    "MalformedPolicyDocumentException",
    "a policy that nobody could change any more",
    (aws) => () =>
      aws.create(KEY, { policy: document({ Action: "kms:Decrypt", Resource: "*", Principal: rootOf(aws) }) }),
  ),
  accepted("kms:CreateAlias", "two names of a key", async (aws) => {
    const key = await aws.create(KEY, {});
    await aws.create(ALIAS, { name: "alias/tenant", targetKeyId: key.id });
    return () => aws.create(ALIAS, { name: "alias/customer", targetKeyId: key.arn });
  }),
  refused("kms:CreateAlias", "AlreadyExistsException", "a name that is taken", async (aws) => {
    const key = await aws.create(KEY, {});
    await aws.create(ALIAS, { name: "alias/tenant", targetKeyId: key.id });
    return () => aws.create(ALIAS, { name: "alias/tenant", targetKeyId: key.id });
  }),
  refused(
    "kms:CreateAlias",
    "NotFoundException",
    "a key that is not there",
    (aws) => () => aws.create(ALIAS, { name: "alias/tenant", targetKeyId: "01234567-89ab-4cde-8f01-23456789abcd" }),
  ),
  refused(
    "kms:CreateAlias",
    "ValidationException",
    'a name that does not begin with "alias/"',
    async (aws) => {
      const key = await aws.create(KEY, {});
      return () => aws.create(ALIAS, { name: "tenant", targetKeyId: key.id });
    },
    { inPreview: "name" },
  ),
  refused(
    "kms:CreateAlias",
    "ValidationException",
    "a name with a colon",
    async (aws) => {
      const key = await aws.create(KEY, {});
      return () => aws.create(ALIAS, { name: "alias/tenant:acme", targetKeyId: key.id });
    },
    { inPreview: "name" },
  ),
  refused("kms:CreateAlias", "ValidationException", "another name in the place of a key", async (aws) => {
    const key = await aws.create(KEY, {});
    await aws.create(ALIAS, { name: "alias/tenant", targetKeyId: key.id });
    return () => aws.create(ALIAS, { name: "alias/customer", targetKeyId: "alias/tenant" });
  }),
  accepted(
    "logs:CreateLogGroup",
    "a log group that keeps for 30 days",
    (aws) => () => aws.create(LOG_GROUP, { name: "/tenant/acme", retentionInDays: 30 }),
  ),
  refused("logs:CreateLogGroup", "ResourceAlreadyExistsException", "a name that is taken", async (aws) => {
    await aws.create(LOG_GROUP, { name: "/tenant/acme" });
    return () => aws.create(LOG_GROUP, { name: "/tenant/acme" });
  }),
  refused(
    "logs:CreateLogGroup",
    "InvalidParameterException",
    "a name of 513 characters",
    (aws) => () => aws.create(LOG_GROUP, { name: "a".repeat(513) }),
    { inPreview: "name" },
  ),
  refused(
    "logs:CreateLogGroup",
    "InvalidParameterException",
    "a key that is not there",
    (aws) => () =>
      aws.create(LOG_GROUP, {
        name: "/tenant/acme",
        kmsKeyId: `arn:aws:kms:eu-central-1:${aws.number}:key/01234567-89ab-4cde-8f01-23456789abcd`,
      }),
  ),
  refused(
    "logs:PutRetentionPolicy",
    "InvalidParameterException",
    "ten days, which is no retention that is offered",
    (aws) => () => aws.create(LOG_GROUP, { name: "/tenant/acme", retentionInDays: 10 }),
    { inPreview: "retentionInDays" },
  ),
  accepted("logs:PutRetentionPolicy", "another retention", async (aws) => {
    const group = await aws.create(LOG_GROUP, { name: "/tenant/acme", retentionInDays: 30 });
    return () => aws.update(group, { retentionInDays: 90 });
  }),
  accepted("logs:CreateLogGroup", "a name that is free again", async (aws) => {
    await aws.delete(await aws.create(LOG_GROUP, { name: "/tenant/acme" }));
    return () => aws.create(LOG_GROUP, { name: "/tenant/acme" });
  }),
  accepted(
    "budgets:CreateBudget",
    "a budget with an alarm",
    (aws) => () => aws.create(BUDGET, { ...budget("acme"), notifications: [alarm(80)] }),
  ),
  refused("budgets:CreateBudget", "DuplicateRecordException", "a name that is taken", async (aws) => {
    await aws.create(BUDGET, budget("acme"));
    return () => aws.create(BUDGET, budget("acme"));
  }),
  refused(
    "budgets:CreateBudget",
    "CreationLimitExceededException",
    "eleven alarms",
    (aws) => {
      const notifications = Array.from({ length: 11 }, (_, index) => alarm(index + 1));
      return () => aws.create(BUDGET, { ...budget("acme"), notifications });
    },
    { inPreview: "notifications" },
  ),
  accepted(
    "resource-groups:CreateGroup",
    "a group by tags",
    (aws) => () => aws.create(GROUP, { name: "acme", resourceQuery: { query } }),
  ),
  refused("resource-groups:CreateGroup", "BadRequestException", "a name that is taken", async (aws) => {
    await aws.create(GROUP, { name: "acme", resourceQuery: { query } });
    return () => aws.create(GROUP, { name: "acme", resourceQuery: { query } });
  }),
  refused(
    "resource-groups:CreateGroup",
    "BadRequestException",
    'a name that begins with "aws"',
    (aws) => () => aws.create(GROUP, { name: "aws-acme", resourceQuery: { query } }),
    { inPreview: "name" },
  ),
  accepted(
    "resource-groups:CreateGroup",
    "a group by a tag of any value",
    (aws) => () => aws.create(GROUP, { name: "acme", resourceQuery: { query: queryOf([{ Key: "tenant" }]) } }),
  ),
  ...(
    [
      ["no tags", []],
      ["51 tags", Array.from({ length: 51 }, (_, index) => ({ Key: `tag-${String(index)}`, Values: ["a"] }))],
      ["21 values of a tag", [{ Key: "tenant", Values: Array.from({ length: 21 }, (_, index) => String(index)) }]],
    ] as const
  ).map(([what, filters]) =>
    refused(
      "resource-groups:CreateGroup",
      "BadRequestException",
      what,
      (aws) => () => aws.create(GROUP, { name: "acme", resourceQuery: { query: queryOf(filters) } }),
      { inPreview: "resourceQuery.query" },
    ),
  ),
];
