import { isText, valueAt } from "../core/policies/properties.ts";
import { related } from "../core/policies/related.ts";
import type { RuleContext } from "../core/policies/rule.ts";

/**
 * True for a subnet that the internet reaches: its route table has a route to everywhere through a gateway (Amazon VPC User Guide,
 * "Subnet types"). A way out through a NAT gateway is none in.
 *
 * @param subnetId as resources name it.
 */
export function isPublicSubnet(context: RuleContext, subnetId: unknown): boolean {
  return related(context, "aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", subnetId)
    .flatMap(({ inputs }) => related(context, "aws:ec2/route:Route", "routeTableId", valueAt(inputs, "routeTableId")))
    .some(({ inputs }) => leadsOutside(inputs));
}

function leadsOutside(route: unknown): boolean {
  const destinations = [valueAt(route, "destinationCidrBlock"), valueAt(route, "destinationIpv6CidrBlock")];
  const gateway = valueAt(route, "gatewayId");
  return (
    isText(gateway) && gateway !== "local" && (destinations.includes("0.0.0.0/0") || destinations.includes("::/0"))
  );
}
