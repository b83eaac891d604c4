import type { Consumption, Range, UsageAssumption } from "../../core/kinds/consumption.ts";
import { charge, charged, free, type Assumed } from "../shared/consumed.ts";
import { logCharges } from "../shared/logCharges.ts";
import { times } from "../shared/quantities.ts";
import type { FoundationPlan } from "./plan.ts";

/** What no order says of what a subscription stands on. */
export const foundationAssumptions = {
  keyMillionRequests: {
    text: "How often each key of the tenant's own is used",
    unit: "million requests a month",
    usual: { low: 0.01, expected: 0.1, high: 1 },
  },
  machineLogGib: {
    text: "What each running machine writes to the tenant's log group",
    unit: "GiB a month",
    usual: { low: 0.1, expected: 1, high: 5 },
  },
  storedLogPercent: {
    text: "How much of a log is left when CloudWatch Logs has compressed it",
    unit: "per cent",
    most: 100,
    usual: { low: 10, expected: 15, high: 30 },
  },
} as const satisfies Readonly<Record<string, UsageAssumption>>;

/** What is assumed of what a subscription stands on. */
export type FoundationUse = Assumed<typeof foundationAssumptions>;

/**
 * A key costs once more for each yearly rotation that it keeps the material of (AWS Key Management Service pricing, "Key storage"),
 * since 2024 for the first two at most; how old it is, no order says.
 */
const keyMonths: Range = { low: 1, expected: 1, high: 3 };

/**
 * What a subscription stands on uses in a month.
 *
 * @param running how many machines run, which write to the log group.
 */
export function foundationConsumption(plan: FoundationPlan, running: Range, use: FoundationUse): Consumption[] {
  const { key, logs, budget, region } = plan;
  const part = "foundation";
  const regions = key === undefined ? [] : [region, ...(key.copyRegion === undefined ? [] : [key.copyRegion])];
  const keys = regions.flatMap((where) => {
    const elsewhere = where === region ? undefined : where;
    return charged(where === region ? "key" : `key in ${where}`, "aws:kms/key:Key", 1, [
      charge("aws.kms.key.month", "month", keyMonths, elsewhere),
      charge("aws.kms.request.million", "million", use.keyMillionRequests, elsewhere),
    ]);
  });
  const written = times(use.machineLogGib, running);
  return [
    ...keys,
    ...free("key", "AWS charges for keys, not for their names.", { "aws:kms/alias:Alias": regions.length }),
    ...(logs === undefined
      ? []
      : charged("logs", "aws:cloudwatch/logGroup:LogGroup", 1, [
          ...logCharges("custom", written, logs.retentionDays, use.storedLogPercent),
        ])),
    ...free(part, "AWS charges nothing for IAM.", { "aws:iam/policy:Policy": 1 }),
    ...free(part, "AWS charges nothing for resource groups.", { "aws:resourcegroups/group:Group": 1 }),
    ...free("budget", "AWS charges nothing for budgets that only tell.", {
      "aws:budgets/budget:Budget": budget === undefined ? 0 : 1,
    }),
  ];
}
