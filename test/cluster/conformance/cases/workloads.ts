import { DEPLOYMENT, PRIORITY_CLASS, SERVICE, STATEFUL_SET } from "../../../../sandbox/types/kubernetes/tokens.ts";
import { changed, created, deleted, ends, refused, type Case } from "../case.ts";
import { asks, deployment, labels, statefulSet, template } from "./inputs.ts";

const SCALER = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";

const scaler = (minReplicas: number, maxReplicas: number) => ({
  spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "one" }, minReplicas, maxReplicas },
});
const other = { matchLabels: { app: "other" } };
const otherTemplate = { ...template(), metadata: { labels: { app: "other" } } };
const ports = [{ port: 80 }];

/** Cases of workloads and what belongs to them. */
export const workloadCases: readonly Case[] = [
  created(DEPLOYMENT, "with two pods", deployment({ replicas: 2 }), {
    tells: [
      "spec.replicas",
      "spec.progressDeadlineSeconds",
      "spec.revisionHistoryLimit",
      "status.readyReplicas",
      "status.availableReplicas",
      "status.updatedReplicas",
      "status.replicas",
    ],
  }),
  created(DEPLOYMENT, "without pods", deployment({ replicas: 0 }), {
    tells: ["spec.replicas", "status.readyReplicas"],
  }),
  refused(DEPLOYMENT, "Invalid", "a selector of other pods", deployment({ selector: other })),
  refused(DEPLOYMENT, "Invalid", "no containers", deployment({ template: template({}, { containers: [] }) })),
  refused(
    DEPLOYMENT,
    "Timeout",
    "a priority that is not there",
    deployment({ template: template({}, { priorityClassName: "nobody" }) }),
  ),
  changed(DEPLOYMENT, "updated", "more pods", deployment(), deployment({ replicas: 2 })),
  changed(DEPLOYMENT, "updated", "more memory", deployment(), deployment({ template: template(asks("10m", "32Mi")) })),
  changed(
    DEPLOYMENT,
    "replaced",
    "another selector",
    deployment(),
    deployment({ selector: other, template: otherTemplate }),
  ),
  deleted(DEPLOYMENT, deployment()),
  created(STATEFUL_SET, "with a pod", statefulSet(), {
    tells: ["spec.replicas", "spec.podManagementPolicy", "status.readyReplicas", "status.replicas"],
  }),
  refused(STATEFUL_SET, "Invalid", "a selector of other pods", statefulSet({ selector: other })),
  changed(
    STATEFUL_SET,
    "updated",
    "more memory",
    statefulSet(),
    statefulSet({ template: template(asks("10m", "32Mi")) }),
  ),
  changed(STATEFUL_SET, "replaced", "another service", statefulSet(), statefulSet({ serviceName: "other" })),
  changed(
    STATEFUL_SET,
    "replaced",
    "pods side by side",
    statefulSet(),
    statefulSet({ podManagementPolicy: "Parallel" }),
  ),
  deleted(STATEFUL_SET, statefulSet()),
  created(SCALER, "with bounds", scaler(1, 3), { tells: ["spec.minReplicas", "spec.maxReplicas"] }),
  refused(SCALER, "Invalid", "a minimum above the maximum", scaler(3, 1)),
  changed(SCALER, "updated", "a higher maximum", scaler(1, 3), scaler(1, 4)),
  deleted(SCALER, scaler(1, 3)),
  created(
    BUDGET,
    "of one pod",
    { spec: { minAvailable: 1, selector: { matchLabels: labels } } },
    { tells: ["spec.minAvailable"] },
  ),
  refused(BUDGET, "Invalid", "with both bounds", { spec: { minAvailable: 1, maxUnavailable: 1 } }),
  changed(BUDGET, "updated", "another bound", { spec: { minAvailable: 1 } }, { spec: { minAvailable: 2 } }),
  deleted(BUDGET, { spec: { minAvailable: 1 } }),
  created(PRIORITY_CLASS, "with a value", { value: 1000 }, { tells: ["value", "preemptionPolicy"] }),
  refused(PRIORITY_CLASS, "Invalid", "a value that is the system's", { value: 2_000_000_000 }),
  changed(PRIORITY_CLASS, "updated", "another description", { value: 1000 }, { value: 1000, description: "other" }),
  changed(PRIORITY_CLASS, "Invalid", "another value", { value: 1000 }, { value: 2000 }),
  deleted(PRIORITY_CLASS, { value: 1000 }),
  created(
    SERVICE,
    "of ready pods",
    { spec: { ports: [{ port: 80, targetPort: 8080 }] } },
    {
      tells: ["spec.type", "spec.ipFamilyPolicy", "spec.internalTrafficPolicy", "spec.sessionAffinity"],
      has: ["spec.clusterIP", "spec.clusterIPs"],
    },
  ),
  ends(SERVICE, "created", "with a selector and a pod", async (place) => {
    await place.create(DEPLOYMENT, "one", deployment());
    return () => place.create(SERVICE, "one", { spec: { ports, selector: labels } });
  }),
  created(
    SERVICE,
    "without an address",
    { spec: { ports, clusterIP: "None" } },
    { tells: ["spec.clusterIP", "spec.clusterIPs"] },
  ),
  refused(SERVICE, "Invalid", "a name with a dot", { metadata: { name: "one.two" }, spec: { ports } }),
  refused(SERVICE, "Invalid", "without ports", { spec: {} }),
  refused(SERVICE, "Invalid", "port 70000", { spec: { ports: [{ port: 70_000 }] } }),
  changed(SERVICE, "updated", "another port", { spec: { ports } }, { spec: { ports: [{ port: 81 }] } }),
  changed(SERVICE, "replaced", "no address any more", { spec: { ports } }, { spec: { ports, clusterIP: "None" } }),
  ends(SERVICE, "Forbidden", "a port on every node, of which none is granted", async (place) => {
    await place.create("kubernetes:core/v1:ResourceQuota", "one", { spec: { hard: { "services.nodeports": "0" } } });
    return () => place.create(SERVICE, "one", { spec: { ports, type: "NodePort" } });
  }),
  deleted(SERVICE, { spec: { ports } }),
];
