import type { core } from "@pulumi/kubernetes/types/input.js";

import type { AppLabels } from "./labels.ts";
import { databaseVariables } from "./databaseVariables.ts";
import type { PlacementPlan } from "./placement.ts";
import { placementOf } from "./podPlacement.ts";
import type { AppPlan } from "./plan.ts";

/** The port's name, which services and probes go by. */
export const portName = "http";

/** Group of the files of a volume, which pods are in whatever their user; any but root's will do. */
const volumeGroup = 2000;

/** How long an app may take to answer for the first time, and how often it is asked, in seconds. */
export const startUp = { seconds: 300, periodSeconds: 5 };

/**
 * The pods of an app, as the Pod Security Standard `restricted` wants them whatever the environment enforces, and with a file system
 * that nothing is written to but /tmp and the volume. They have no token of the cluster.
 *
 * Limits are what is requested. Of memory nothing else holds: what a node has lent, it takes back by killing. Of processors, because
 * a quota counts limits as it counts requests: a pod that may take twice what it is sold would take twice from the quota, so the tier
 * would grant half of what it says.
 */
export function podTemplate(app: AppPlan, placement: PlacementPlan, labels: AppLabels): core.v1.PodTemplateSpec {
  const { volume } = app;
  return {
    metadata: { labels: labels.pod },
    spec: {
      serviceAccountName: "apps",
      automountServiceAccountToken: false,
      // Variables for every service of the namespace would change what an app sees with the order in which others were made.
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 30,
      ...placementOf(placement, labels.selector),
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
        ...(volume !== undefined && { fsGroup: volumeGroup, fsGroupChangePolicy: "OnRootMismatch" }),
      },
      containers: [container(app)],
      volumes: [
        { name: "tmp", emptyDir: {} },
        ...(volume === undefined ? [] : [{ name: "data", persistentVolumeClaim: { claimName: volume.claimName } }]),
      ],
    },
  };
}

function container(app: AppPlan): core.v1.Container {
  const { image, port, secrets, volume } = app;
  const amounts = { cpu: `${String(app.cpuMillis)}m`, memory: `${String(app.memoryMiB)}Mi` };
  const env = [...app.env, ...databaseEnv(app)];
  return {
    name: "app",
    image,
    ports: [{ name: portName, containerPort: port, protocol: "TCP" }],
    ...(env.length > 0 && { env }),
    ...(secrets.length > 0 && { envFrom: secrets.map((name) => ({ secretRef: { name } })) }),
    resources: { requests: amounts, limits: amounts },
    ...probes(app),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp" },
      ...(volume === undefined ? [] : [{ name: "data", mountPath: volume.path }]),
    ],
  };
}

function databaseEnv({ databaseSecret }: AppPlan): core.v1.EnvVar[] {
  if (databaseSecret === undefined) return [];
  return databaseVariables.map(({ name, key }) => ({
    name,
    valueFrom: { secretKeyRef: { name: databaseSecret, key } },
  }));
}

/** The same question three times: until it is first answered, for whether requests are led there, and for whether the pod is stuck. */
function probes({ healthPath }: AppPlan): Pick<core.v1.Container, "startupProbe" | "readinessProbe" | "livenessProbe"> {
  const question =
    healthPath === undefined
      ? { tcpSocket: { port: portName } }
      : { httpGet: { path: healthPath, port: portName, scheme: "HTTP" } };
  const probe = (periodSeconds: number, failureThreshold: number): core.v1.Probe => {
    return { ...question, periodSeconds, failureThreshold, timeoutSeconds: 5 };
  };
  return {
    startupProbe: probe(startUp.periodSeconds, startUp.seconds / startUp.periodSeconds),
    readinessProbe: probe(10, 3),
    livenessProbe: probe(10, 6),
  };
}
