import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { featureOf, numberOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** Traffic is recorded where that is sold, and for as long. */
export const flowLogsAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/flow-logs-as-sold",
  title: "Traffic is recorded for as long as the tier promises",
  severity: "high",
  rationale:
    "After an incident the records of traffic are what says where data went; what was not kept cannot be asked.",
  remediation:
    "Render a flow log of all traffic for each network, into a log group with the retention of the tier's feature flowLogs.",
  controls: [iso27001("A.8.15"), soc2("CC7.2")],
  check(subscription, ofType) {
    if (featureOf(subscription, "flowLogs") === undefined) return notApplicable;
    const days = numberOf(featureOf(subscription, "flowLogs", "retentionDays"));
    const flows = ofType("aws:ec2/flowLog:FlowLog").filter(({ inputs }) => valueAt(inputs, "trafficType") === "ALL");
    if (flows.length < ofType("aws:ec2/vpc:Vpc").length) {
      return [{ message: "The subscription's networks should each have a flow log of all traffic." }];
    }
    const groups = ofType("aws:cloudwatch/logGroup:LogGroup");
    const keeps = (flow: RenderedResource): boolean =>
      groups.some((group) => group.parent === flow.parent && isKept(valueAt(group.inputs, "retentionInDays"), days));
    if (flows.every(keeps)) return [];
    return [
      { message: "The log groups of the subscription's flow logs should keep them for as long as its tier promises." },
    ];
  },
});

/** No number of days, and zero, mean for ever (Amazon CloudWatch Logs User Guide, "Change log data retention"). */
function isKept(retention: unknown, days: number): boolean {
  return retention === undefined || retention === 0 || (typeof retention === "number" && retention >= days);
}
