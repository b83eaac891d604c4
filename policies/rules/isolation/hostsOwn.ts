import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { listenersOf, listenerSetType, routeType } from "./gateways.ts";
import { isSharedNamespace, namespaceNamed, namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";

/** Listeners and routes answer for the hosts that are ordered, and never for all. */
export const hostsOwn: Rule = {
  id: "isolation/hosts-own",
  title: "Tenants answer for their own hosts alone",
  severity: "critical",
  rationale:
    'A listener or a route without a host, or with a wildcard, answers for every host of the gateway that nobody else names more exactly (Gateway API, "HTTPRoute", hostnames).',
  remediation: "Name each host whole, and order it, which writes it on the namespace as tenantry.dev/hosts.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: [listenerSetType, routeType],
  looksAt: "stack",
  check(resource, context) {
    if (context.owner.kind === "cell") return notApplicable;
    const namespace = namespaceOf(resource);
    // Where objects of several tenants are, each says its own hosts; the cluster takes the platform's word for them.
    const says = isSharedNamespace(namespace) ? resource : namespaceNamed(context, namespace);
    const ordered = valueAt(says?.inputs, "metadata", "annotations", "tenantry.dev/hosts");
    const own = typeof ordered === "string" ? ordered.split(",") : [];
    return hostsOf(resource)
      .filter(({ host }) => typeof host !== "string" || !own.includes(host))
      .map(({ property }) => ({
        property,
        message: `${property} should be a host that is ordered for the environment.`,
      }));
  },
};

function hostsOf({ type, inputs }: RenderedResource): { readonly property: string; readonly host: unknown }[] {
  if (type === listenerSetType) {
    return listenersOf(inputs).map(({ at, value }) => ({
      property: `${at}.hostname`,
      host: valueAt(value, "hostname"),
    }));
  }
  const hosts = listAt(inputs, "spec", "hostnames");
  if (hosts.length === 0) return [{ property: "spec.hostnames", host: undefined }];
  return hosts.map((host, index) => ({ property: `spec.hostnames.${String(index)}`, host }));
}
