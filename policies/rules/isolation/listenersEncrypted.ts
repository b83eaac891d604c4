import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule, Violation } from "../../../core/policies/rule.ts";
import { gatewayType, type Listener, listenersOf, listenerSetType, takesOwnRoutes } from "./gateways.ts";
import { namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";

/** Hosts of customers are answered by TLS, which ends at the gateway, with a certificate of the namespace's own. */
export const listenersEncrypted: Rule = {
  id: "isolation/listeners-encrypted",
  title: "Listeners answer by HTTPS",
  severity: "high",
  rationale:
    'Without TLS anyone on the way reads and changes what customers send; a certificate of another namespace is another tenant\'s (Gateway API, "TLS Configuration").',
  remediation:
    "Set protocol to HTTPS and tls to Terminate with certificateRefs of secrets of the same namespace. Only a cell's gateway may listen by HTTP, for its own routes.",
  controls: [iso27001("A.8.24"), soc2("CC6.7")],
  resourceTypes: [gatewayType, listenerSetType],
  looksAt: "resource",
  check(resource, { owner }) {
    return listenersOf(resource.inputs).flatMap((listener) => {
      const protocol = valueAt(listener.value, "protocol");
      if (protocol === "HTTPS") return judgeTls(listener, resource);
      if (protocol === "HTTP" && owner.kind === "cell" && takesOwnRoutes(listener)) return [];
      return [{ property: `${listener.at}.protocol`, message: "protocol of a listener should be HTTPS." }];
    });
  },
};

function judgeTls({ at, value }: Listener, resource: RenderedResource): Violation[] {
  const certificates = listAt(value, "tls", "certificateRefs");
  const isForeign = (certificate: unknown): boolean => {
    const namespace = valueAt(certificate, "namespace");
    return namespace !== undefined && namespace !== namespaceOf(resource);
  };
  return [
    // Absent means Terminate.
    ...((valueAt(value, "tls", "mode") ?? "Terminate") === "Terminate"
      ? []
      : [{ property: `${at}.tls.mode`, message: "tls.mode of a listener should be Terminate." }]),
    ...(certificates.length > 0 && !certificates.some(isForeign)
      ? []
      : [
          {
            property: `${at}.tls.certificateRefs`,
            message: "tls.certificateRefs of a listener should be secrets of its namespace.",
          },
        ]),
  ];
}
