import { NAMESPACE } from "../../../../sandbox/types/kubernetes/tokens.ts";
import { changed, created, deleted, ends, refused, type Case } from "../case.ts";
import { asks, deployment, template } from "./inputs.ts";

const QUOTA = "kubernetes:core/v1:ResourceQuota";
const RANGE = "kubernetes:core/v1:LimitRange";
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

const ofPriority = (operator: string, values: string[]) => ({
  scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator, values }] },
});

/** Cases of namespaces and what bounds them. */
export const namespaceCases: readonly Case[] = [
  ends(
    NAMESPACE,
    "created",
    "with a label",
    (place) => () => place.create(NAMESPACE, place.own("other"), { metadata: { labels: { team: "one" } } }),
    {
      tells: ["metadata.labels.team", "spec.finalizers", "status.phase"],
      has: ["metadata.uid", "metadata.resourceVersion", "metadata.creationTimestamp"],
    },
  ),
  refused(NAMESPACE, "Invalid", "a name in capitals", { metadata: { name: "Capitals" } }),
  refused(NAMESPACE, "Invalid", "a label of 64 characters", { metadata: { labels: { long: "x".repeat(64) } } }),
  ends(NAMESPACE, "updated", "another label", async (place) => {
    const other = await place.create(NAMESPACE, place.own("other"));
    return () => place.apply(other, { metadata: { labels: { team: "two" } } });
  }),
  ends(NAMESPACE, "deleted", "takes along what is in it", async (place) => {
    const name = place.own("other");
    const other = await place.create(NAMESPACE, name);
    const inside = await place.create(CONFIG_MAP, "inside", { metadata: { namespace: name } });
    return async () => {
      await place.delete(other);
      return (await place.read(inside)) === undefined ? "deleted" : "unchanged";
    };
  }),
  created(
    QUOTA,
    "of objects and of pods",
    { spec: { hard: { pods: "2", "count/deployments.apps": "1" } } },
    { tells: ["spec.hard"] },
  ),
  created(QUOTA, "of the pods of a priority", {
    spec: { hard: { pods: "2", "limits.cpu": "1" }, ...ofPriority("NotIn", ["high"]) },
  }),
  refused(QUOTA, "Invalid", "node disk of the pods of a priority", {
    spec: { hard: { "limits.ephemeral-storage": "2Gi" }, ...ofPriority("NotIn", ["high"]) },
  }),
  refused(QUOTA, "Invalid", "a list of priorities without any", {
    spec: { hard: { pods: "2" }, ...ofPriority("In", []) },
  }),
  refused(QUOTA, "Invalid", "what is no quantity", { spec: { hard: { pods: "many" } } }),
  changed(QUOTA, "updated", "a higher limit", { spec: { hard: { pods: "1" } } }, { spec: { hard: { pods: "2" } } }),
  changed(
    QUOTA,
    "replaced",
    "other scopes",
    { spec: { hard: { pods: "1" } } },
    { spec: { hard: { pods: "1" }, scopes: ["BestEffort"] } },
  ),
  changed(
    QUOTA,
    "updated",
    "other priorities",
    { spec: { hard: { pods: "1" }, ...ofPriority("In", ["high"]) } },
    { spec: { hard: { pods: "1" }, ...ofPriority("In", ["low"]) } },
  ),
  ends(QUOTA, "Forbidden", "one config map more than granted", async (place) => {
    await place.create(QUOTA, "one", { spec: { hard: { "count/configmaps": "2" } } });
    // The cluster itself puts one into each namespace, which counts here as well.
    await place.create(CONFIG_MAP, "kube-root-ca.crt", forced);
    await place.create(CONFIG_MAP, "first");
    return () => place.create(CONFIG_MAP, "second");
  }),
  ends(QUOTA, "Timeout", "one millicore more than granted", async (place) => {
    await place.create(QUOTA, "one", { spec: { hard: { "limits.cpu": "100m" } } });
    return () => place.create(DEPLOYMENT, "one", deployment({ template: template(asks("101m")) }));
  }),
  ends(QUOTA, "created", "as many millicores as granted", async (place) => {
    await place.create(QUOTA, "one", { spec: { hard: { "limits.cpu": "100m" } } });
    return () => place.create(DEPLOYMENT, "one", deployment({ template: template(asks("100m")) }));
  }),
  deleted(QUOTA, { spec: { hard: { pods: "1" } } }),
  created(RANGE, "with defaults", {
    spec: { limits: [{ type: "Container", default: { cpu: "100m" }, defaultRequest: { cpu: "50m" } }] },
  }),
  refused(RANGE, "Invalid", "a minimum above the maximum", {
    spec: { limits: [{ type: "Container", min: { cpu: "2" }, max: { cpu: "1" } }] },
  }),
  changed(
    RANGE,
    "updated",
    "another maximum",
    { spec: { limits: [{ type: "Container", max: { cpu: "1" } }] } },
    { spec: { limits: [{ type: "Container", max: { cpu: "2" } }] } },
  ),
  deleted(RANGE, { spec: { limits: [{ type: "Container", max: { cpu: "1" } }] } }),
];

const forced = { metadata: { annotations: { "pulumi.com/patchForce": "true" } } };
