import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";
import { podOf, workloadTypes } from "../../../core/policies/kubernetes/pods.ts";
import { featureOf, subscriptionOf } from "../../../core/policies/subscriptions.ts";

/** The label and the taint of nodes that are kept for one tenant. */
const key = "tenantry.dev/tenant";

/** Pods run on their tenant's own nodes where these are sold, and never on another's. */
export const ownNodes: Rule = {
  id: "tenancy/own-nodes",
  title: "Pods run on nodes of their tenant's own where these are sold, and on nobody else's",
  severity: "critical",
  rationale:
    "A tier of the isolation silo sells nodes that no other tenant's pods run on: a pod that is elsewhere shares a kernel, and one that tolerates others' taints breaks their promise.",
  remediation: `Select nodes by ${key} and tolerate that taint, both with the tenant's id, in tiers with the feature nodes own; in others do neither.`,
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: [...workloadTypes, databaseType],
  looksAt: "tenant",
  check(resource, context) {
    const subscription = subscriptionOf(resource, context);
    const sold = subscription && featureOf(subscription, "nodes");
    // Whoever sells the platform's pods says on whose nodes they run; of what other kinds run a tier says nothing.
    if (sold === undefined) return notApplicable;
    const own = sold === "own" ? context.owner.id : undefined;
    const { at, value } = placementOf(resource);
    return [
      ...(valueAt(value, "nodeSelector", key) === own
        ? []
        : [
            { property: `${at}.nodeSelector.${key}`, message: `nodeSelector should have ${key} as the tier promises.` },
          ]),
      ...judgeTolerations(at, value, own),
      ...(valueAt(value, "nodeName") === undefined
        ? []
        : [{ property: `${at}.nodeName`, message: "nodeName should be left out." }]),
    ];
  },
};

/** Where a resource says on which nodes its pods run. */
function placementOf(resource: RenderedResource): { readonly at: string; readonly value: unknown } {
  if (resource.type !== databaseType) return podOf(resource).pod;
  return { at: "spec.affinity", value: valueAt(resource.inputs, "spec", "affinity") };
}

function judgeTolerations(at: string, value: unknown, own: string | undefined): Violation[] {
  const tolerations = listAt(value, "tolerations");
  // One without a key tolerates every taint.
  const ofNodes = tolerations.filter((toleration) =>
    [undefined, "", key].includes(valueAt(toleration, "key") as string),
  );
  const isOwn = (toleration: unknown): boolean =>
    valueAt(toleration, "key") === key &&
    (valueAt(toleration, "operator") ?? "Equal") === "Equal" &&
    valueAt(toleration, "value") === own;
  const property = `${at}.tolerations`;
  if (ofNodes.every(isOwn) && (own === undefined || ofNodes.length > 0)) return [];
  return [{ property, message: `tolerations should have ${key} as the tier promises, and no other tenant's.` }];
}
