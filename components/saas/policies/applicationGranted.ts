import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";
import { gibibyte, quantity } from "../../../core/policies/kubernetes/quantity.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import {
  beyondGrants,
  featureOf,
  numberOf,
  subscriptionRule,
  type OfType,
} from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** No more of an application can be used than has been sold. */
export const applicationGranted: Rule = subscriptionRule(bundleType, {
  id: "tenancy/application-granted",
  title: "An application of the tenant's own is as large as its tier says, and has no more hosts",
  severity: "high",
  rationale:
    "A cell has capacity for what its tenants have bought: an application that is larger takes what another was promised.",
  remediation: "Order less, or a tier that grants more; render pods as many as the tier's feature pods has.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  check(subscription, ofType) {
    const pods = (bound: string): number => numberOf(featureOf(subscription, "pods", bound));
    const used = { hosts: hostsOf(ofType), storageGiB: storageOf(ofType) / gibibyte, pods: podsOf(ofType) };
    return beyondGrants(subscription, used, { pods: Math.max(pods("minimum"), pods("maximum")) });
  },
});

/** The hosts that listeners of the subscription answer for. */
function hostsOf(ofType: OfType): number {
  const listeners = ofType("kubernetes:gateway.networking.k8s.io/v1:ListenerSet");
  return listeners.reduce((count, { inputs }) => count + listAt(inputs, "spec", "listeners").length, 0);
}

/** The storage of databases, without the copies that the platform keeps. */
function storageOf(ofType: OfType): number {
  return ofType(databaseType).reduce(
    (sum, { inputs }) => sum + quantity(valueAt(inputs, "spec", "storage", "size")),
    0,
  );
}

/** The most pods that there may be. */
function podsOf(ofType: OfType): number {
  const fixed = ofType("kubernetes:apps/v1:Deployment").map(({ inputs }) =>
    numberOf(valueAt(inputs, "spec", "replicas")),
  );
  const scaled = ofType("kubernetes:autoscaling/v2:HorizontalPodAutoscaler").map(({ inputs }) =>
    numberOf(valueAt(inputs, "spec", "maxReplicas")),
  );
  return [...fixed, ...scaled].reduce((sum, count) => sum + count, 0);
}
