import { Budget } from "@pulumi/aws/budgets/budget.js";
import * as pulumi from "@pulumi/pulumi";

import type { TagFilter } from "../shared/tagFilter.ts";

/** Arguments of {@link BudgetAlarm}. */
export interface BudgetAlarmArgs {
  /** The budget's name in the account. A change replaces it. */
  readonly budgetName: string;
  /** What the resources may cost in a month, in US dollars, which AWS bills in; at most two decimals. */
  readonly monthlyLimit: string;
  /** At how many per cent of the limit somebody is told; actual cost. */
  readonly thresholds: readonly number[];
  /** Who is told; at most ten addresses. */
  readonly subscribers: readonly string[];
  /** The tags, two at least, that everything has which is counted; their keys have to be activated as cost allocation tags where the account is paid for. */
  readonly costTags: readonly TagFilter[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Tells people by mail when resources cost more in a month than they should, and when they are about to. */
export class BudgetAlarm extends pulumi.ComponentResource {
  constructor(name: string, args: BudgetAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:foundation:BudgetAlarm", name, {}, opts);
    const notify = (threshold: number, notificationType: "ACTUAL" | "FORECASTED") => ({
      comparisonOperator: "GREATER_THAN",
      threshold,
      thresholdType: "PERCENTAGE",
      notificationType,
      subscriberEmailAddresses: [...args.subscribers],
    });
    new Budget(
      name,
      {
        name: args.budgetName,
        budgetType: "COST",
        limitAmount: args.monthlyLimit,
        limitUnit: "USD",
        timeUnit: "MONTHLY",
        // The older cost filters take any of several tags, and a subscription's name is its own only together with the tenant's.
        filterExpression: { ands: args.costTags.map(({ key, value }) => ({ tags: { key, values: [value] } })) },
        metrics: "UnblendedCost",
        notifications: [...args.thresholds.map((threshold) => notify(threshold, "ACTUAL")), notify(100, "FORECASTED")],
        tags: args.tags,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
