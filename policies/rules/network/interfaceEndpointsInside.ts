import { iso27001 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** Requests to AWS services that have an endpoint stay inside. */
export const interfaceEndpointsInside: Rule = {
  id: "network/interface-endpoints-inside",
  title: "Interface endpoints are reached from the network alone",
  severity: "medium",
  rationale:
    "Without a name inside the network, requests leave it for the service's public address; without a security group of its own, an endpoint answers in the default one (AWS PrivateLink Guide, Interface endpoints).",
  remediation: "Set privateDnsEnabled to true and name a security group that lets the network in.",
  controls: [iso27001("A.8.20")],
  resourceTypes: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  looksAt: "resource",
  check({ inputs }) {
    // Absent means Gateway (Pulumi AWS provider, VpcEndpoint).
    if (valueAt(inputs, "vpcEndpointType") !== "Interface") return notApplicable;
    return [
      ...expectAt(inputs, "privateDnsEnabled", isTrue, "be true"),
      ...expectAt(inputs, "securityGroupIds", (ids) => Array.isArray(ids) && ids.length > 0, "name a security group"),
    ];
  },
};
