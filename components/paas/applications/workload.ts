import type { apps } from "@pulumi/kubernetes/types/input.js";

import type { AppLabels } from "./labels.ts";
import type { PlacementPlan } from "./placement.ts";
import type { AppPlan } from "./plan.ts";
import { podTemplate, startUp } from "./podTemplate.ts";

/** Versions that are kept to go back to: each is an object that a quota counts. */
const revisionHistoryLimit = 3;

/** For how long an update may stand still: as an app may take to start, and a while for its image. */
const progressDeadlineSeconds = startUp.seconds + 120;

/**
 * A deployment: every new pod answers before an old one goes. Where the app is scaled, the number of pods is left out and so is not
 * ours (Kubernetes documentation, "Server-Side Apply", transferring ownership): it begins at one, and the autoscaler brings it to
 * the minimum. For that moment an app is at one pod too when it becomes a scaled one.
 */
export function deploymentSpec(app: AppPlan, placement: PlacementPlan, labels: AppLabels): apps.v1.DeploymentSpec {
  return {
    ...(app.autoscaling === undefined && { replicas: app.replicas }),
    selector: { matchLabels: labels.selector },
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    revisionHistoryLimit,
    progressDeadlineSeconds,
    template: podTemplate(app, placement, labels),
  };
}

/**
 * A stateful set of one pod, which goes before the next one comes, so that two never write to one volume. It knows its claim by name
 * and makes none of its own: those cannot be changed afterwards. With the policy `OrderedReady` a version that never becomes ready
 * would have to be removed by hand (Kubernetes documentation, "StatefulSets", forced rollback).
 */
export function statefulSetSpec(app: AppPlan, placement: PlacementPlan, labels: AppLabels): apps.v1.StatefulSetSpec {
  return {
    replicas: app.replicas,
    serviceName: app.objectName,
    podManagementPolicy: "Parallel",
    updateStrategy: { type: "RollingUpdate" },
    selector: { matchLabels: labels.selector },
    revisionHistoryLimit,
    template: podTemplate(app, placement, labels),
  };
}
