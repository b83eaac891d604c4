import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No tenant's network is tied to another network. */
export const noPeering: Rule = {
  id: "network/no-peering",
  title: "A network of a tenant is tied to no other",
  severity: "critical",
  rationale:
    "A tie between networks makes one tenant's machines neighbours of another's, or of the provider's, whatever each tenant's own rules say.",
  remediation: "Remove the tie. Where a tenant needs a way to another network, offer what it needs by an endpoint.",
  controls: [iso27001("A.8.22"), soc2("CC6.6")],
  resourceTypes: [
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    "aws:ec2/vpnGateway:VpnGateway",
  ],
  looksAt: "resource",
  check() {
    return [{ message: "The stack should have no tie of a tenant's network to another network." }];
  },
};
