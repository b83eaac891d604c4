import { expect, test } from "@jest/globals";

import { BudgetAlarm } from "../../../../components/foundation/budgetAlarm.ts";
import { inputsOf, renderComponent, treeOf } from "../../../helpers/renderComponent.ts";

test("a budget tells of a subscription's cost at each threshold, and when all of it is forecast to be spent", async () => {
  const rendered = await renderComponent(
    () =>
      new BudgetAlarm("budget", {
        budgetName: "acme--web",
        monthlyLimit: "250.00",
        thresholds: [80, 100],
        subscribers: ["ops@msp.example"],
        costTags: [
          { key: "tenantry:tenant", value: "acme" },
          { key: "tenantry:subscription", value: "web" },
        ],
        tags: { "tenantry:tenant": "acme" },
      }).urn,
  );
  expect(treeOf(rendered)).toEqual([
    "aws:budgets/budget:Budget budget < budget",
    "tenantry:foundation:BudgetAlarm budget < tenantry-test",
  ]);
  const notification = (threshold: number, notificationType: string): object => ({
    comparisonOperator: "GREATER_THAN",
    threshold,
    thresholdType: "PERCENTAGE",
    notificationType,
    subscriberEmailAddresses: ["ops@msp.example"],
  });
  expect(inputsOf(rendered, "aws:budgets/budget:Budget")).toEqual({
    name: "acme--web",
    budgetType: "COST",
    limitAmount: "250.00",
    limitUnit: "USD",
    timeUnit: "MONTHLY",
    filterExpression: {
      ands: [
        { tags: { key: "tenantry:tenant", values: ["acme"] } },
        { tags: { key: "tenantry:subscription", values: ["web"] } },
      ],
    },
    metrics: "UnblendedCost",
    notifications: [notification(80, "ACTUAL"), notification(100, "ACTUAL"), notification(100, "FORECASTED")],
    tags: { "tenantry:tenant": "acme" },
  });
});
