import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";
import { namespaceType } from "../../../core/policies/kubernetes/namespaces.ts";
import { hardOf, quotaType, scopeOf } from "../../../core/policies/kubernetes/quotas.ts";
import { gibibyte, quantity } from "../../../core/policies/kubernetes/quantity.ts";
import { beyondGrants, type OfType, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** A class of volumes, as a quota has it (Kubernetes documentation, "Resource Quotas"). */
const ofClass = (name: string): string => `${name}.storageclass.storage.k8s.io/requests.storage`;

/** No more of the platform can be used than has been sold. */
export const platformGranted: Rule = subscriptionRule(bundleType, {
  id: "tenancy/platform-granted",
  title: "Environments and their quotas stay within what the tier grants",
  severity: "high",
  rationale:
    "A cell has capacity for what its tenants have bought: quotas that add up to more let one tenant take what another was promised.",
  remediation: "Share what the tier grants among the environments' quotas, or order a tier that grants more.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  check(subscription, ofType) {
    const most = (...bounds: readonly string[]): number => Math.max(...bounds.map((bound) => customers(ofType, bound)));
    return beyondGrants(subscription, {
      environments: ofType(namespaceType).length,
      vcpu: most("requests.cpu", "limits.cpu"),
      memoryGiB: most("requests.memory", "limits.memory") / gibibyte,
      pods: most("pods"),
      storageGiB: most(ofClass("tenantry")) / gibibyte,
      apps: appsOf(ofType),
      hosts: hostsOf(ofType),
      databaseStorageGiB: databaseStorage(ofType) / gibibyte,
    });
  },
});

/** What the quotas of all environments let a customer's own pods have. Quotas of the platform's pods alone do not count. */
function customers(ofType: OfType, bound: string): number {
  return sumOf(
    ofType(quotaType).filter((quota) => scopeOf(quota)?.counts !== "those"),
    (quota) => hardOf(quota, bound),
  );
}

function sumOf(resources: readonly RenderedResource[], amount: (resource: RenderedResource) => unknown): number {
  return resources.reduce((total, resource) => {
    const value = amount(resource);
    return total + (value === undefined ? 0 : quantity(value));
  }, 0);
}

/** Apps by their names, however many environments they run in. */
function appsOf(ofType: OfType): number {
  const workloads = ["Deployment", "StatefulSet"].flatMap((kind) => ofType(`kubernetes:apps/v1:${kind}`));
  return new Set(workloads.map(({ inputs }) => valueAt(inputs, "metadata", "labels", "tenantry.dev/app"))).size;
}

function hostsOf(ofType: OfType): number {
  const routes = ofType("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute");
  return new Set(routes.flatMap(({ inputs }) => listAt(inputs, "spec", "hostnames"))).size;
}

/** The storage of databases, without the copies that the platform keeps. */
function databaseStorage(ofType: OfType): number {
  return sumOf(ofType(databaseType), ({ inputs }) => valueAt(inputs, "spec", "storage", "size"));
}
