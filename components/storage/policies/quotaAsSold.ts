import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { allowancesOf, coversAction, statementsOf } from "../../../core/policies/policyDocuments.ts";
import { isText, listAt, oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";
import { featureOf, numberOf, type OfType, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

const budgetType = "aws:budgets/budget:Budget";
const actionType = "aws:budgets/budgetAction:BudgetAction";

/** The action of IAM that stores an object. */
const writing = "s3:PutObject";

/** What a subscription costs has the end that is sold: somebody is told before it, and writing stops at it. */
export const quotaAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/quota-as-sold",
  title: "Somebody is told before the quota is reached, and writing stops at it",
  severity: "high",
  rationale:
    "AWS lets a bucket grow without an end; what stops it is the action of a budget, and a role that it does not name goes on writing at the provider's cost.",
  remediation:
    "Render a budget of the tier's quota with its alarms, and an automatic action at 100 per cent of it that attaches a policy which denies s3:PutObject to each role that writes.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  check(subscription, ofType) {
    const sold = featureOf(subscription, "quota");
    if (sold === undefined) return notApplicable;
    const budgets = ofType(budgetType).filter(
      ({ inputs }) => Number(valueAt(inputs, "limitAmount")) <= numberOf(valueAt(sold, "monthlyUsd")),
    );
    const violations: Violation[] = [];
    const tells = listAt(sold, "alarmPercents").every((percent) =>
      budgets.some(({ inputs }) =>
        listAt(inputs, "notifications").some((notification) => valueAt(notification, "threshold") === percent),
      ),
    );
    if (budgets.length === 0 || !tells) {
      violations.push({
        message: "The subscription should have a budget of its tier's quota, with the tier's alarms.",
      });
    }
    const names = budgets.map(({ inputs }) => valueAt(inputs, "name"));
    const stopped = stoppedRoles(ofType, names);
    if (writingRoles(ofType).some((name) => !stopped.has(name))) {
      violations.push({ message: "Each role of the subscription that writes should stop when the quota is reached." });
    }
    return violations;
  },
});

/** Roles that automatic actions of these budgets take the right to write from, at the whole of the budget or before. */
function stoppedRoles(ofType: OfType, budgets: readonly unknown[]): ReadonlySet<unknown> {
  const denies = ofType("aws:iam/policy:Policy").some(({ inputs }) => onlyEndsWriting(valueAt(inputs, "policy")));
  const actions = ofType(actionType).filter(({ inputs }) => {
    const { actionThresholdType, actionThresholdValue } = (valueAt(inputs, "actionThreshold") ?? {}) as Record<
      string,
      unknown
    >;
    return (
      budgets.includes(valueAt(inputs, "budgetName")) &&
      valueAt(inputs, "approvalModel") === "AUTOMATIC" &&
      valueAt(inputs, "notificationType") === "ACTUAL" &&
      actionThresholdType === "PERCENTAGE" &&
      numberOf(actionThresholdValue) <= 100
    );
  });
  if (!denies) return new Set();
  return new Set(actions.flatMap(({ inputs }) => listAt(inputs, "definition", "iamActionDefinition", "roles")));
}

function onlyEndsWriting(document: unknown): boolean {
  const statements = statementsOf(document);
  const isDenial = (statement: unknown): boolean => valueAt(statement, "Effect") === "Deny";
  const endsWriting = (statement: unknown): boolean =>
    coversAction(statement, writing) &&
    oneOrMany(valueAt(statement, "Resource")).includes("*") &&
    valueAt(statement, "Condition") === undefined;
  return statements.length > 0 && statements.every(isDenial) && statements.some(endsWriting);
}

/** The names in IAM of roles that may store objects: by a policy of their own, or by that of an access point. */
function writingRoles(ofType: OfType): string[] {
  const own = ofType("aws:iam/rolePolicy:RolePolicy").flatMap(({ inputs }) => {
    const name = valueAt(inputs, "role");
    return isText(name) && writers(valueAt(inputs, "policy")).length > 0 ? [name] : [];
  });
  const byPoints = ofType("aws:s3/accessPoint:AccessPoint").flatMap(({ inputs }) =>
    writers(valueAt(inputs, "policy")).flatMap((statement) =>
      oneOrMany(valueAt(statement, "Principal", "AWS")).map((arn) => String(arn).split("/").at(-1) ?? ""),
    ),
  );
  return [...new Set([...own, ...byPoints])];
}

function writers(document: unknown): unknown[] {
  return allowancesOf(document).filter((statement) => coversAction(statement, writing));
}
