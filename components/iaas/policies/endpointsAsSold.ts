import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { featureOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** AWS services that are sold as reached inside the network are. */
export const endpointsAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/endpoints-as-sold",
  title: "AWS services are reached inside the network as the tier promises",
  severity: "medium",
  rationale:
    "Without an endpoint, what machines tell AWS goes out by the internet's way, and stops with it (Amazon VPC User Guide, AWS PrivateLink).",
  remediation: "Render an endpoint for S3, and one for each service of the tier's feature serviceEndpoints.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  check(subscription, ofType) {
    if (featureOf(subscription, "serviceEndpoints") === undefined) return notApplicable;
    const sold = ["s3", ...listAt(subscription.features, "serviceEndpoints")].map(String);
    const names = ofType("aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => valueAt(inputs, "serviceName"));
    const there = new Set(names.map((name) => (typeof name === "string" ? name.split(".").at(-1) : undefined)));
    if (sold.every((service) => there.has(service))) return [];
    return [{ message: "The subscription should have an endpoint for each service that its tier promises." }];
  },
});
