import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { featureOf, numberOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** What is sold over several zones survives one. */
export const zonesAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/zones-as-sold",
  title: "The network and its machines span the zones that the tier promises",
  severity: "high",
  rationale:
    "The availability that a tier promises is that of its zones: with fewer, one that is away takes all with it.",
  remediation:
    "Give the network a subnet in as many zones as the tier's feature zones says, and each group of machines all of them.",
  controls: [iso27001("A.8.14"), soc2("A1.2")],
  check(subscription, ofType) {
    const sold = numberOf(featureOf(subscription, "zones"));
    const zones = new Set(ofType("aws:ec2/subnet:Subnet").map(({ inputs }) => valueAt(inputs, "availabilityZone")));
    const narrow = ofType("aws:autoscaling/group:Group").some(
      ({ inputs }) => new Set(listAt(inputs, "vpcZoneIdentifiers")).size < sold,
    );
    return [
      ...(zones.size < sold
        ? [{ message: "The subscription's subnets should span the zones that its tier promises." }]
        : []),
      ...(narrow ? [{ message: "The subscription's machines should span the zones that its tier promises." }] : []),
    ];
  },
});
