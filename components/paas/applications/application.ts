import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler.js";
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import * as pulumi from "@pulumi/pulumi";

import { volumeClass } from "../../shared/clusterObjects.ts";
import { objectMetadata, type ObjectPlace } from "../environment/metadata.ts";
import { appLabels, type AppLabels } from "./labels.ts";
import type { PlacementPlan } from "./placement.ts";
import type { AppPlan, AppVolumePlan } from "./plan.ts";
import { portName } from "./podTemplate.ts";
import { servicePort } from "./servicePort.ts";
import { deploymentSpec, statefulSetSpec } from "./workload.ts";

/** Arguments of {@link Application}. */
export interface ApplicationArgs extends ObjectPlace {
  /** The environment's name in the manifest. */
  readonly environment: string;
  readonly app: AppPlan;
  readonly placement: PlacementPlan;
  /** What has to be there before pods are: bounds and accounts of the environment, its database. */
  readonly bounds: readonly pulumi.Resource[];
  /** Whether the engine refuses to delete the volume; true when absent. */
  readonly protect?: boolean;
}

/**
 * A claim is there when the cluster knows its phase. Left to itself the provider waits until a claim of a class that binds with the
 * first pod is pending, which one that was bound long ago never is again, so that no change to it would end (Pulumi Kubernetes
 * provider 4.34, "pulumi.com/waitFor").
 */
const waitForAnyPhase = { "pulumi.com/waitFor": "jsonpath={.status.phase}" };

/**
 * One app in one environment: its pods, the service that they are reached by, and where the plan says so what scales them and what keeps
 * them from being taken away together. An app with a volume is a stateful set, any other a deployment.
 */
export class Application extends pulumi.ComponentResource {
  constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:Application", name, {}, opts);
    const { app } = args;
    const labels = appLabels(app.name, args.environment, args.labels);
    const place = { namespace: args.namespace, labels: labels.object };
    const dependsOn = [...args.bounds];
    const metadata = objectMetadata(place, app.objectName);
    new Service(
      name,
      {
        metadata,
        spec: {
          type: "ClusterIP",
          selector: labels.selector,
          ports: [{ name: portName, port: servicePort, targetPort: portName, protocol: "TCP" }],
        },
      },
      { parent: this, dependsOn },
    );
    if (app.volume === undefined) this.#scaled(name, args, labels, metadata);
    else this.#stateful(name, args, labels, metadata, app.volume);
    if (app.disruptionBudget) {
      new PodDisruptionBudget(
        name,
        {
          metadata,
          spec: {
            maxUnavailable: 1,
            // Pods that do not work keep no node from being drained.
            unhealthyPodEvictionPolicy: "AlwaysAllow",
            selector: { matchLabels: labels.selector },
          },
        },
        { parent: this, dependsOn },
      );
    }
    this.registerOutputs({});
  }

  #scaled(name: string, args: ApplicationArgs, labels: AppLabels, metadata: ReturnType<typeof objectMetadata>): void {
    const { app, placement } = args;
    const bounds = [...args.bounds];
    if (app.autoscaling !== undefined) {
      const { maximum, cpuPercent } = app.autoscaling;
      const scaler = new HorizontalPodAutoscaler(
        name,
        {
          metadata,
          spec: {
            scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: app.objectName },
            minReplicas: app.replicas,
            maxReplicas: maximum,
            metrics: [
              {
                type: "Resource",
                resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpuPercent } },
              },
            ],
          },
        },
        { parent: this, dependsOn: bounds },
      );
      // It has to be there when the number of pods is left to it.
      bounds.push(scaler);
    }
    // Pods are replaced one by one, for which the provider's ten minutes would be too short where there are many.
    const minutes = `${String(10 + (app.autoscaling?.maximum ?? app.replicas))}m`;
    new Deployment(
      name,
      { metadata, spec: deploymentSpec(app, placement, labels) },
      { parent: this, dependsOn: bounds, customTimeouts: { create: minutes, update: minutes } },
    );
  }

  #stateful(
    name: string,
    args: ApplicationArgs,
    labels: AppLabels,
    metadata: ReturnType<typeof objectMetadata>,
    volume: AppVolumePlan,
  ): void {
    const { app, placement, bounds, namespace, protect = true } = args;
    const claimMetadata = objectMetadata({ namespace, labels: labels.object }, volume.claimName);
    const claim = new PersistentVolumeClaim(
      name,
      {
        metadata: { ...claimMetadata, annotations: { ...claimMetadata.annotations, ...waitForAnyPhase } },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: volumeClass,
          resources: { requests: { storage: `${String(volume.sizeGiB)}Gi` } },
        },
      },
      { parent: this, dependsOn: [...bounds], protect },
    );
    new StatefulSet(
      name,
      { metadata, spec: statefulSetSpec(app, placement, labels) },
      // A claim of the cell's class waits for its pod, which waits for the claim to be there.
      { parent: this, dependsOn: [...bounds, claim] },
    );
  }
}
