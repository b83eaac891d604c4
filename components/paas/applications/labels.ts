import { tenantKey } from "../../shared/clusterObjects.ts";

/** The label that tells pods of an app from all others in their namespace. What selects by it can never select otherwise. */
const appKey = "tenantry.dev/app";

/** Labels of an environment's objects that no move of tier and no new owner changes. */
const lasting = ["app.kubernetes.io/managed-by", tenantKey, "tenantry.dev/subscription", "tenantry.dev/environment"];

/** Labels of an app's objects, by where they are needed. */
export interface AppLabels {
  /** What its pods are found by. */
  readonly selector: Readonly<Record<string, string>>;
  /** Of its pods: a change of them starts all pods anew, so they have the lasting ones alone. */
  readonly pod: Readonly<Record<string, string>>;
  /** Of its other objects. */
  readonly object: Readonly<Record<string, string>>;
}

/**
 * The labels of an app (Kubernetes documentation, "Recommended Labels").
 *
 * @param common the labels of every object of the environment.
 */
export function appLabels(app: string, environment: string, common: Readonly<Record<string, string>>): AppLabels {
  const selector = { [appKey]: app };
  const own = {
    "app.kubernetes.io/name": app,
    "app.kubernetes.io/instance": `${app}--${environment}`,
    ...selector,
  };
  const kept = Object.entries(common).filter(([key]) => lasting.includes(key));
  return { selector, pod: { ...Object.fromEntries(kept), ...own }, object: { ...common, ...own } };
}
