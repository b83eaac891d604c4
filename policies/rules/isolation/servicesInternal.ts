import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Services are reached inside the cluster alone; the gateway is the one way in. */
export const servicesInternal: Rule = {
  id: "isolation/services-internal",
  title: "Services are reached inside the cluster alone",
  severity: "high",
  rationale:
    "A port on every node or a load balancer is a way in beside the gateway's TLS; an external address takes others' traffic (CVE-2020-8554), and an external name leads where no network policy looks (Kubernetes documentation, \"Service\").",
  remediation: "Leave type at ClusterIP, take out externalIPs, externalName and loadBalancerIP, and order a host.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["kubernetes:core/v1:Service"],
  looksAt: "resource",
  check({ inputs }) {
    const type = valueAt(inputs, "spec", "type") ?? "ClusterIP";
    const isSet = (property: string): boolean => Boolean(valueAt(inputs, "spec", property));
    return [
      ...(type === "ClusterIP" ? [] : [{ property: "spec.type", message: "spec.type should be ClusterIP." }]),
      ...(listAt(inputs, "spec", "externalIPs").length === 0
        ? []
        : [{ property: "spec.externalIPs", message: "spec.externalIPs should be empty." }]),
      ...["externalName", "loadBalancerIP"]
        .filter(isSet)
        .map((name) => ({ property: `spec.${name}`, message: `spec.${name} should be left out.` })),
    ];
  },
};
