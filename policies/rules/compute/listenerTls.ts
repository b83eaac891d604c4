import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Clients speak TLS, or are told to. */
export const listenerTls: Rule = {
  id: "compute/listener-tls",
  title: "Listeners take requests by TLS",
  severity: "high",
  rationale: "Without TLS anyone on the way reads and changes what clients and machines say (AWS Security Hub, ELB.1).",
  remediation: "Set protocol to HTTPS or TLS; a listener of HTTP may redirect to HTTPS and nothing else.",
  controls: [iso27001("A.8.24"), soc2("CC6.7")],
  resourceTypes: ["aws:lb/listener:Listener"],
  looksAt: "resource",
  check({ inputs }) {
    const protocol = valueAt(inputs, "protocol");
    if (protocol === "HTTPS" || protocol === "TLS") return [];
    if (protocol !== "HTTP") return [{ property: "protocol", message: "protocol should be HTTPS or TLS." }];
    const actions = listAt(inputs, "defaultActions");
    const isRedirect = (action: unknown): boolean =>
      valueAt(action, "type") === "redirect" && valueAt(action, "redirect", "protocol") === "HTTPS";
    return actions.length > 0 && actions.every(isRedirect)
      ? []
      : [{ property: "defaultActions", message: "defaultActions of a listener of HTTP should redirect to HTTPS." }];
  },
};
