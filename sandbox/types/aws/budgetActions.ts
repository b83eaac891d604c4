/** AWS Budgets: what happens when a budget is used up (AWS Billing and Cost Management API Reference, CreateBudgetAction). */
import { isList, propertiesOf, stringOf, text, type Properties } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { uuidFrom } from "../../provider/derive.ts";
import { choice, each, exactlyOne, matching, problem, required, texts } from "./inputs.ts";
import { needsRole, roleNameOf, TOKENS } from "./ties.ts";

const BUDGET = "aws:budgets/budget:Budget";
const MOST_SUBSCRIBERS = 11;

const DEFINITIONS: Readonly<Record<string, string>> = {
  APPLY_IAM_POLICY: "iamActionDefinition",
  APPLY_SCP_POLICY: "scpActionDefinition",
  RUN_SSM_DOCUMENTS: "ssmActionDefinition",
};

function checkAction(inputs: Properties): Problem[] {
  const definition = propertiesOf(inputs["definition"]);
  const threshold = propertiesOf(inputs["actionThreshold"]);
  const iam = propertiesOf(definition["iamActionDefinition"]);
  const wanted = DEFINITIONS[stringOf(inputs["actionType"]) ?? ""];
  const subscribers = isList(inputs["subscribers"]) ? inputs["subscribers"].length : 1;
  const attached = ["groups", "roles", "users"].flatMap((name) => texts(iam[name]));
  return [
    ...choice("actionType", inputs["actionType"], Object.keys(DEFINITIONS)),
    ...choice("approvalModel", inputs["approvalModel"], ["AUTOMATIC", "MANUAL"]),
    ...choice("notificationType", inputs["notificationType"], ["ACTUAL", "FORECASTED"]),
    ...choice("actionThreshold.actionThresholdType", threshold["actionThresholdType"], [
      "PERCENTAGE",
      "ABSOLUTE_VALUE",
    ]),
    ...exactlyOne(definition, Object.values(DEFINITIONS), "definition"),
    ...(wanted === undefined ? [] : required(definition, [wanted], "with this actionType", "definition.")),
    ...problem(
      "definition.iamActionDefinition",
      definition["iamActionDefinition"] !== undefined && attached.length === 0
        ? "names no role, group or user, and needs at least one"
        : undefined,
    ),
    ...matching(
      "executionRoleArn",
      inputs["executionRoleArn"],
      /^arn:[^:]+:iam::\d{12}:role\/.+$/,
      "the ARN of a role",
    ),
    ...problem(
      "subscribers",
      subscribers < 1 || subscribers > MOST_SUBSCRIBERS
        ? `has ${String(subscribers)} entries, but 1 to ${String(MOST_SUBSCRIBERS)} are allowed`
        : undefined,
    ),
    ...each(inputs, "subscribers", (subscriber, at) =>
      choice(`${at}subscriptionType`, subscriber["subscriptionType"], ["EMAIL", "SNS"]),
    ),
  ];
}

const budgetAction: ResourceType = {
  token: "aws:budgets/budgetAction:BudgetAction",
  title: "Budget Action",
  accountWide: true,
  chosenWhenAbsent: ["accountId"],
  freeMaps: ["tags"],
  replaceOn: ["accountId", "actionType", "budgetName"],
  references: [
    {
      property: "budgetName",
      toType: BUDGET,
      target: (inputs, { facts }) => {
        const name = stringOf(inputs["budgetName"]);
        return name === undefined ? undefined : `${facts["account"] ?? ""}:${name}`;
      },
      onDelete: "cascade",
      missing: (id) => ({
        code: "NotFoundException",
        message: `Unable to create action: the budget ${id.replace(/^\d+:/, "")} doesn't exist.`,
      }),
    },
    needsRole("executionRoleArn", (name) => ({
      code: "InvalidParameterException",
      message: `The execution role ${name} doesn't exist.`,
    })),
    {
      property: "definition",
      toType: TOKENS.role,
      target: (inputs, scope) =>
        texts(propertiesOf(propertiesOf(inputs["definition"])["iamActionDefinition"])["roles"]).flatMap(
          (role) => roleNameOf(role, scope) ?? [],
        ),
      onDelete: "nothing",
      missing: (name) => ({ code: "InvalidParameterException", message: `The role ${name} doesn't exist.` }),
    },
  ],
  check: checkAction,
  id: (inputs, fresh, { facts }) => text`${facts["account"]}:${uuidFrom(fresh(64))}:${inputs["budgetName"]}`,
  outputs: (inputs, { id, scope }) => {
    const { partition, account } = scope.facts;
    const actionId = stringOf(id)?.split(":")[1] ?? id;
    return {
      accountId: account ?? "",
      ...inputs,
      actionId,
      arn: text`arn:${partition}:budgets::${account}:budget/${inputs["budgetName"]}/action/${actionId}`,
      status: "STANDBY",
      tagsAll: inputs["tags"] ?? {},
    };
  },
};

/** Rows of actions of budgets. */
export const budgetActionTypes: readonly ResourceType[] = [budgetAction];
