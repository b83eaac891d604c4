import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { featureOf, numberOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** As many ways to the internet as are sold, and none where none is. */
export const waysOutAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/ways-out-as-sold",
  title: "The network has the ways out that the tier promises",
  severity: "medium",
  rationale:
    "With one way out for all zones, the zone that it is in takes the others off the internet; a way out that is not sold is one that nobody watches.",
  remediation: "Render NAT gateways as the tier's feature natGateways says: none, one, or one for each zone.",
  controls: [iso27001("A.8.14"), soc2("A1.2")],
  check(subscription, ofType) {
    const sold = featureOf(subscription, "natGateways");
    const zones = numberOf(featureOf(subscription, "zones"));
    const wanted = sold === "per-zone" ? zones : sold === "one" ? 1 : 0;
    if (ofType("aws:ec2/natGateway:NatGateway").length === wanted) return [];
    return [{ message: "The subscription should have as many NAT gateways as its tier promises." }];
  },
});
