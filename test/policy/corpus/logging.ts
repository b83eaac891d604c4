import { clean, faults, place, set, tagged } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";

const arn = `arn:aws:logs:${place.region}:${place.account}:log-group:/tenantry/acme/web/flows`;
const notification = (threshold: number) => ({
  comparisonOperator: "GREATER_THAN",
  threshold,
  thresholdType: "PERCENTAGE",
  notificationType: "ACTUAL",
  subscriberEmailAddresses: ["ops@acme.example"],
});

const logs = [
  tagged("aws:cloudwatch/logGroup:LogGroup", "flows", { name: "/tenantry/acme/web/flows", retentionInDays: 365 }),
  tagged("aws:cloudwatch/logGroup:LogGroup", "machines", { name: "/tenantry/acme/web", retentionInDays: 30 }),
  tagged("aws:ec2/flowLog:FlowLog", "flow-log", { vpcId: "vpc-1", trafficType: "ALL", logDestination: arn }),
  tagged("aws:budgets/budget:Budget", "budget", {
    budgetType: "COST",
    notifications: [
      notification(80),
      { ...notification(100), subscriberEmailAddresses: undefined, subscriberSnsTopicArns: ["arn:aws:sns:1"] },
    ],
  }),
];

/** Logs, records and alarms. */
export const loggingCases: readonly CorpusCase[] = [
  clean("logs", logs),
  clean(
    "logs that are kept for long",
    [30, 60, 90, 180, 731, 3653].map((retentionInDays) =>
      tagged("aws:cloudwatch/logGroup:LogGroup", `logs-${String(retentionInDays)}`, { retentionInDays }),
    ),
  ),
  ...faults(logs, [
    ["logs for ever", set("flows", "retentionInDays", undefined), "logging/log-retention flows retentionInDays"],
    [
      "logs for ever by a number",
      set("machines", "retentionInDays", 0),
      "logging/log-retention machines retentionInDays",
    ],
    ["logs of a week", set("machines", "retentionInDays", 7), "logging/log-retention machines retentionInDays"],
    ["a retention that is text", set("flows", "retentionInDays", "365"), "logging/log-retention flows retentionInDays"],
    [
      "what was refused alone",
      set("flow-log", "trafficType", "REJECT"),
      "logging/flow-logs-complete flow-log trafficType",
    ],
    [
      "records that go nowhere",
      set("flow-log", "logDestination", undefined),
      "logging/flow-logs-complete flow-log logDestination",
    ],
    [
      "a budget that tells nobody",
      set("budget", "notifications", undefined),
      "logging/budget-tells budget notifications",
    ],
    [
      "a notification to nobody",
      set("budget", "notifications.0.subscriberEmailAddresses", []),
      "logging/budget-tells budget notifications",
    ],
  ]),
];
