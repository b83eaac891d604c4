/** What an account is governed with: AWS Budgets and AWS Resource Groups. */
import { isProperties, stringOf, text, type Properties, type Value } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { atMostOne, choice, each, exactlyOne, matching, problem, required, texts } from "./inputs.ts";
import { arnOf, namedOrPrefixed, regional, uniqueInRegion } from "./ties.ts";

/** Highest numbers of one budget (AWS Budgets API Reference, CreateBudget and NotificationWithSubscribers). */
const MOST_NOTIFICATIONS = 10;
const MOST_EMAIL_ADDRESSES = 10;

const BUDGET_TYPES = [
  "COST",
  "USAGE",
  "RI_UTILIZATION",
  "RI_COVERAGE",
  "SAVINGS_PLANS_UTILIZATION",
  "SAVINGS_PLANS_COVERAGE",
];

function checkNotification(notification: Properties, at: string): Problem[] {
  const emails = texts(notification["subscriberEmailAddresses"]);
  const topics = texts(notification["subscriberSnsTopicArns"]);
  const hasNone =
    notification["subscriberEmailAddresses"] === undefined && notification["subscriberSnsTopicArns"] === undefined;
  const threshold = notification["threshold"];
  return [
    ...choice(`${at}comparisonOperator`, notification["comparisonOperator"], ["GREATER_THAN", "LESS_THAN", "EQUAL_TO"]),
    ...choice(`${at}notificationType`, notification["notificationType"], ["ACTUAL", "FORECASTED"]),
    ...choice(`${at}thresholdType`, notification["thresholdType"], ["PERCENTAGE", "ABSOLUTE_VALUE"]),
    ...problem(`${at}threshold`, typeof threshold === "number" && threshold <= 0 ? "must be above 0" : undefined),
    ...problem(at.slice(0, -1), hasNone ? "has no subscriber, and a notification needs at least one" : undefined),
    ...problem(
      `${at}subscriberEmailAddresses`,
      emails.length > MOST_EMAIL_ADDRESSES
        ? `has ${String(emails.length)} addresses, but at most 10 are allowed`
        : undefined,
    ),
    ...emails.flatMap((email, index) =>
      matching(
        `${at}subscriberEmailAddresses[${String(index)}]`,
        email,
        /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
        "an e-mail address",
      ),
    ),
    ...problem(
      `${at}subscriberSnsTopicArns`,
      topics.length > 1 ? "has more than one topic, but one is allowed" : undefined,
    ),
  ];
}

function checkBudget(inputs: Properties): Problem[] {
  const notifications = inputs["notifications"];
  const count = Array.isArray(notifications) ? notifications.length : 0;
  return [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching("name", inputs["name"], /^[^:\\]{1,100}$/, "1 to 100 characters without a colon or backslash"),
    ...choice("budgetType", inputs["budgetType"], BUDGET_TYPES),
    ...choice("timeUnit", inputs["timeUnit"], ["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM"]),
    ...exactlyOne(inputs, ["limitAmount", "plannedLimits", "autoAdjustData"]),
    ...matching("limitAmount", inputs["limitAmount"], /^\d+(\.\d+)?$/, 'a number in text, such as "100.5"'),
    ...(inputs["limitAmount"] === undefined ? [] : required(inputs, ["limitUnit"], "with limitAmount")),
    ...matching(
      "timePeriodStart",
      inputs["timePeriodStart"],
      /^\d{4}-\d\d-\d\d_\d\d:\d\d$/,
      "of the form 2026-01-31_00:00",
    ),
    ...each(inputs, "notifications", checkNotification),
    ...problem(
      "notifications",
      count > MOST_NOTIFICATIONS ? `has ${String(count)} entries, but at most 10 are allowed` : undefined,
    ),
  ];
}

const budget: ResourceType = {
  token: "aws:budgets/budget:Budget",
  title: "Budget",
  accountWide: true,
  defaults: { timePeriodEnd: "2087-06-15_00:00" },
  chosenWhenAbsent: [
    "accountId",
    "costTypes",
    "costFilters",
    "filterExpression",
    "limitUnit",
    "namePrefix",
    "timePeriodStart",
  ],
  autoname: { path: ["name"], randomDigits: 7, longest: 100, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["accountId", "name", "namePrefix"],
  limits: [{ name: "budgetsPerAccount" }],
  unique: [
    {
      name: (inputs, scope) => {
        const name = stringOf(inputs["name"]);
        return name === undefined ? undefined : `budget ${scope.facts["account"] ?? ""} ${name}`;
      },
      taken: (inputs) => ({
        code: "DuplicateRecordException",
        message: `Error creating budget: ${stringOf(inputs["name"]) ?? ""} - the budget already exists.`,
      }),
    },
  ],
  check: checkBudget,
  id: (inputs, fresh, { facts }) => text`${facts["account"]}:${namedOrPrefixed(inputs, fresh(26))}`,
  outputs: (inputs, { id, scope, createdAt }) => {
    const { partition, account } = scope.facts;
    const name: Value = stringOf(id)?.replace(/^\d+:/, "") ?? id;
    const start = stringOf(createdAt);
    return {
      accountId: account ?? "",
      namePrefix: "",
      // The first day of the current month, as AWS chooses it.
      timePeriodStart: start === undefined ? createdAt : `${start.slice(0, 7)}-01_00:00`,
      ...inputs,
      name: inputs["name"] ?? name,
      arn: text`arn:${partition}:budgets::${account}:budget/${inputs["name"] ?? name}`,
      tagsAll: inputs["tags"] ?? {},
    };
  },
};

/** Most tag keys of a query, and most values of one (Resource Groups Tagging API Reference, GetResources, TagFilters). */
const MOST_TAG_FILTERS = 50;
const MOST_TAG_VALUES = 20;

/** What is wrong with the tags of a query. A tag without values stands for all values. */
function tagFiltersProblem(filters: unknown): string | undefined {
  if (!Array.isArray(filters) || filters.length < 1 || filters.length > MOST_TAG_FILTERS) {
    return `must have a list of 1 to ${String(MOST_TAG_FILTERS)} TagFilters`;
  }
  for (const filter of filters as unknown[]) {
    const { Key: key, Values: values = [] } = (filter ?? {}) as Record<string, unknown>;
    if (typeof key !== "string" || key === "") return "has a tag filter without a Key";
    if (!Array.isArray(values) || values.length > MOST_TAG_VALUES) {
      return `must have a list of at most ${String(MOST_TAG_VALUES)} Values for the tag ${key}`;
    }
  }
  return undefined;
}

/** The query of a group by tags is JSON with two lists (AWS Resource Groups API Reference, ResourceQuery). */
function checkQuery(inputs: Properties): Problem[] {
  const query = inputs["resourceQuery"];
  if (!isProperties(query)) return [];
  const property = "resourceQuery.query";
  const problems = choice("resourceQuery.type", query["type"], ["TAG_FILTERS_1_0", "CLOUDFORMATION_STACK_1_0"]);
  const given = stringOf(query["query"]);
  if (given === undefined || query["type"] === "CLOUDFORMATION_STACK_1_0") return problems;
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    return [...problems, { property, reason: "is not JSON" }];
  }
  const found = typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  const names = Object.keys(found);
  const isComplete = names.length === 2 && names.includes("ResourceTypeFilters") && names.includes("TagFilters");
  const reason = isComplete
    ? tagFiltersProblem(found["TagFilters"])
    : "must have ResourceTypeFilters and TagFilters, and nothing else";
  return [...problems, ...problem(property, reason)];
}

const group: ResourceType = {
  token: "aws:resourcegroups/group:Group",
  title: "Resource Groups Group",
  autoname: { path: ["name"], randomDigits: 7, longest: 300 },
  freeMaps: ["tags"],
  replaceOn: ["name"],
  limits: [{ name: "resourceGroupsPerRegion" }],
  unique: [
    uniqueInRegion("resource-group", "name", (name) => ({
      code: "BadRequestException",
      message: `Cannot create group: group already exists: ${name}`,
    })),
  ],
  check: (inputs) => [
    ...matching("name", inputs["name"], /^[a-zA-Z0-9_.-]{1,300}$/, "1 to 300 of letters, digits and _.-"),
    ...matching("name", inputs["name"], /^(?!aws)/i, 'a name that does not begin with "aws"'),
    ...exactlyOne(inputs, ["resourceQuery", "configurations"]),
    ...checkQuery(inputs),
  ],
  id: (inputs) => inputs["name"] ?? "",
  outputs: (inputs, computation) => ({
    description: "",
    ...inputs,
    ...regional(inputs, computation),
    arn: arnOf(computation, "resource-groups", text`group/${computation.id}`),
  }),
};

/** Rows of AWS Budgets and AWS Resource Groups. */
export const governanceTypes: readonly ResourceType[] = [budget, group];
