import { beforeAll, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  EnvironmentApplications,
  type EnvironmentApplicationsArgs,
} from "../../../../../components/paas/applications/environmentApplications.ts";
import type { EnvironmentApplicationsPlan } from "../../../../../components/paas/applications/plan.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";
import { everything, files, planOf, shop } from "./orders.ts";

const common = {
  "app.kubernetes.io/managed-by": "tenantry",
  "tenantry.dev/tenant": "globex",
  "tenantry.dev/subscription": "apps",
  "tenantry.dev/tier-version": "2",
  "tenantry.dev/environment": "prod",
};
const place = { namespace: "globex--apps--prod", labels: common, bounds: [] };

const types = {
  claim: "kubernetes:core/v1:PersistentVolumeClaim",
  deployment: "kubernetes:apps/v1:Deployment",
  budget: "kubernetes:policy/v1:PodDisruptionBudget",
  scaler: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  service: "kubernetes:core/v1:Service",
  set: "kubernetes:apps/v1:StatefulSet",
};

/** What is planned of the apps in `prod`. */
function planned(...given: Parameters<typeof planOf>): EnvironmentApplicationsPlan {
  const [applications] = planOf(...given).plan.applications;
  if (applications === undefined) throw new Error("no apps in prod");
  return applications;
}

function render(applications: EnvironmentApplicationsPlan): Promise<RenderedComponent> {
  const args = { ...place, applications };
  return renderComponent(() => ({ urn: new EnvironmentApplications("apps--prod", args).urn }));
}

/** The labels of an app's objects. */
const labelsOf = (app: string): object => ({
  ...common,
  "app.kubernetes.io/name": app,
  "app.kubernetes.io/instance": `${app}--prod`,
  "tenantry.dev/app": app,
});

const metadataOf = (app: string, name = app): object => ({
  name,
  namespace: place.namespace,
  labels: labelsOf(app),
  annotations: { "pulumi.com/patchForce": "true" },
});

/** The labels of an app's pods: those that no move of tier changes. */
const podLabelsOf = (app: string): object => ({
  "app.kubernetes.io/managed-by": "tenantry",
  "tenantry.dev/tenant": "globex",
  "tenantry.dev/subscription": "apps",
  "tenantry.dev/environment": "prod",
  "app.kubernetes.io/name": app,
  "app.kubernetes.io/instance": `${app}--prod`,
  "tenantry.dev/app": app,
});

const asks = (question: object) => ({
  startupProbe: { ...question, periodSeconds: 5, failureThreshold: 60, timeoutSeconds: 5 },
  readinessProbe: { ...question, periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 },
  livenessProbe: { ...question, periodSeconds: 10, failureThreshold: 6, timeoutSeconds: 5 },
});

/** The container of the least that an app is ordered with. */
const container = {
  name: "app",
  image: "ghcr.io/msp/shop:1.4.2",
  ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
  resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "250m", memory: "256Mi" } },
  ...asks({ tcpSocket: { port: "http" } }),
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
  },
  volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
};

const pod = {
  serviceAccountName: "apps",
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  terminationGracePeriodSeconds: 30,
  priorityClassName: "tenantry-normal",
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [container],
  volumes: [{ name: "tmp", emptyDir: {} }],
};

const deployment = {
  selector: { matchLabels: { "tenantry.dev/app": "shop" } },
  strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  revisionHistoryLimit: 3,
  progressDeadlineSeconds: 420,
};

describe("an app in a tier that has nothing more", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render(planned([shop], { features: {} }));
  });

  test("is a deployment and a service", () => {
    expect(treeOf(rendered)).toEqual([
      `${types.deployment} apps--prod--shop < apps--prod--shop`,
      `${types.service} apps--prod--shop < apps--prod--shop`,
      "tenantry:paas:Application apps--prod--shop < apps--prod",
      "tenantry:paas:EnvironmentApplications apps--prod < tenantry-test",
    ]);
  });

  test("runs one restricted pod, which every version starts before the old one ends", () => {
    expect(inputsOf(rendered, types.deployment)).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: metadataOf("shop"),
      spec: { ...deployment, replicas: 1, template: { metadata: { labels: podLabelsOf("shop") }, spec: pod } },
    });
  });

  test("is reached on port 80 inside its environment", () => {
    expect(inputsOf(rendered, types.service)).toEqual({
      apiVersion: "v1",
      kind: "Service",
      metadata: metadataOf("shop"),
      spec: {
        type: "ClusterIP",
        selector: { "tenantry.dev/app": "shop" },
        ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
      },
    });
  });
});

/** How the pods of an app are spread over nodes with a label. */
const spreadOver = (topologyKey: string) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: { "tenantry.dev/app": "shop" } },
  matchLabelKeys: ["pod-template-hash"],
});

describe("an app with all that one may have, in a tier with nodes of its own", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render(planned([everything], { nodes: "own", priority: "high" }));
  });

  test("is scaled, and guarded against losing its pods together", () => {
    expect(treeOf(rendered)).toEqual([
      `${types.deployment} apps--prod--shop < apps--prod--shop`,
      `${types.scaler} apps--prod--shop < apps--prod--shop`,
      `${types.service} apps--prod--shop < apps--prod--shop`,
      `${types.budget} apps--prod--shop < apps--prod--shop`,
      "tenantry:paas:Application apps--prod--shop < apps--prod",
      "tenantry:paas:EnvironmentApplications apps--prod < tenantry-test",
    ]);
    expect(inputsOf(rendered, types.scaler)).toEqual({
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: metadataOf("shop"),
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "shop" },
        minReplicas: 2,
        maxReplicas: 4,
        metrics: [
          { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
        ],
      },
    });
    expect(inputsOf(rendered, types.budget)).toEqual({
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: metadataOf("shop"),
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: "AlwaysAllow",
        selector: { matchLabels: { "tenantry.dev/app": "shop" } },
      },
    });
  });

  test("has its variables, secrets, database and place, and leaves the number of pods to what scales it", () => {
    const fromDatabase = (name: string, key: string) => ({
      name,
      valueFrom: { secretKeyRef: { name: "globex--apps--prod-app", key } },
    });
    expect(inputsOf(rendered, types.deployment)["spec"]).toEqual({
      ...deployment,
      template: {
        metadata: { labels: podLabelsOf("shop") },
        spec: {
          ...pod,
          priorityClassName: "tenantry-high",
          nodeSelector: { "tenantry.dev/tenant": "globex" },
          tolerations: [{ key: "tenantry.dev/tenant", operator: "Equal", value: "globex", effect: "NoSchedule" }],
          topologySpreadConstraints: [spreadOver("topology.kubernetes.io/zone"), spreadOver("kubernetes.io/hostname")],
          containers: [
            {
              ...container,
              ...asks({ httpGet: { path: "/healthz", port: "http", scheme: "HTTP" } }),
              env: [
                { name: "CACHE", value: "on" },
                { name: "LOG_LEVEL", value: "info" },
                fromDatabase("DATABASE_URL", "uri"),
                fromDatabase("PGHOST", "host"),
                fromDatabase("PGPORT", "port"),
                fromDatabase("PGDATABASE", "dbname"),
                fromDatabase("PGUSER", "username"),
                fromDatabase("PGPASSWORD", "password"),
              ],
              envFrom: [{ secretRef: { name: "shop" } }, { secretRef: { name: "mail" } }],
            },
          ],
        },
      },
    });
  });
});

test("pods are spread over nodes alone where the tier says so", async () => {
  const rendered = await render(planned([shop], { features: { spread: "nodes" } }));
  expect(inputsOf(rendered, types.deployment)).toMatchObject({
    spec: { template: { spec: { topologySpreadConstraints: [spreadOver("kubernetes.io/hostname")] } } },
  });
});

describe("an app with a volume", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render(planned([files]));
  });

  test("is a stateful set, a claim that is a resource of its own, and a service", () => {
    expect(treeOf(rendered)).toEqual([
      `${types.set} apps--prod--files < apps--prod--files`,
      `${types.claim} apps--prod--files < apps--prod--files`,
      `${types.service} apps--prod--files < apps--prod--files`,
      "tenantry:paas:Application apps--prod--files < apps--prod",
      "tenantry:paas:EnvironmentApplications apps--prod < tenantry-test",
    ]);
    expect(inputsOf(rendered, types.claim)).toEqual({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: {
        ...metadataOf("files", "files--data"),
        annotations: { "pulumi.com/patchForce": "true", "pulumi.com/waitFor": "jsonpath={.status.phase}" },
      },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: "tenantry",
        resources: { requests: { storage: "5Gi" } },
      },
    });
  });

  test("runs one pod that mounts it and may write to it", () => {
    expect(inputsOf(rendered, types.set)).toMatchObject({
      metadata: metadataOf("files"),
      spec: {
        replicas: 1,
        serviceName: "files",
        podManagementPolicy: "Parallel",
        updateStrategy: { type: "RollingUpdate" },
        selector: { matchLabels: { "tenantry.dev/app": "files" } },
        revisionHistoryLimit: 3,
        template: {
          metadata: { labels: podLabelsOf("files") },
          spec: {
            securityContext: { ...pod.securityContext, fsGroup: 2000, fsGroupChangePolicy: "OnRootMismatch" },
            containers: [
              {
                ...container,
                volumeMounts: [
                  { name: "tmp", mountPath: "/tmp" },
                  { name: "data", mountPath: "/data" },
                ],
              },
            ],
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "data", persistentVolumeClaim: { claimName: "files--data" } },
            ],
          },
        },
      },
    });
    expect(inputsOf(rendered, types.set)["spec"]).not.toHaveProperty("volumeClaimTemplates");
  });
});

test("apps of a suspended tenant have services and volumes, no pods, and nothing that makes any", async () => {
  const rendered = await render(planned([everything, files], { context: { state: "suspended" } }));
  expect(treeOf(rendered)).toEqual([
    `${types.deployment} apps--prod--shop < apps--prod--shop`,
    `${types.set} apps--prod--files < apps--prod--files`,
    `${types.claim} apps--prod--files < apps--prod--files`,
    `${types.service} apps--prod--files < apps--prod--files`,
    `${types.service} apps--prod--shop < apps--prod--shop`,
    "tenantry:paas:Application apps--prod--files < apps--prod",
    "tenantry:paas:Application apps--prod--shop < apps--prod",
    "tenantry:paas:EnvironmentApplications apps--prod < tenantry-test",
  ]);
  expect(inputsOf(rendered, types.deployment)).toMatchObject({ spec: { replicas: 0 } });
  expect(inputsOf(rendered, types.set)).toMatchObject({ spec: { replicas: 0 } });
});

test("pods come after their claim and what scales them, and everything after the environment's bounds", async () => {
  const given = new Map<string, object>();
  const opts: pulumi.ComponentResourceOptions = {
    transformations: [
      ({ type, name, opts: { dependsOn, customTimeouts } }) => {
        // Every resource is made with a list of resources.
        const before = (dependsOn ?? []) as pulumi.Resource[];
        const kinds = before.map((resource) => resource.constructor.name);
        if (type.startsWith("kubernetes:")) given.set(`${type} ${name}`, { kinds, ...customTimeouts });
        return undefined;
      },
    ],
  };
  await renderComponent(() => {
    const bounds = [new pulumi.ComponentResource("test:Bounds", "bounds")];
    const args = { ...place, bounds, applications: planned([everything, files]) };
    return { urn: new EnvironmentApplications("apps--prod", args, opts).urn };
  });
  const bounds = ["ComponentResource"];
  expect(Object.fromEntries(given)).toEqual({
    [`${types.service} apps--prod--shop`]: { kinds: bounds },
    [`${types.scaler} apps--prod--shop`]: { kinds: bounds },
    [`${types.deployment} apps--prod--shop`]: {
      kinds: [...bounds, "HorizontalPodAutoscaler"],
      create: "14m",
      update: "14m",
    },
    [`${types.budget} apps--prod--shop`]: { kinds: bounds },
    [`${types.service} apps--prod--files`]: { kinds: bounds },
    [`${types.claim} apps--prod--files`]: { kinds: bounds },
    [`${types.set} apps--prod--files`]: { kinds: [...bounds, "PersistentVolumeClaim"] },
  });
});

describe("what the engine refuses to delete", () => {
  const guardedBy = async (changes: Partial<EnvironmentApplicationsArgs>): Promise<readonly string[]> => {
    const { opts, guarded } = protectionAccount();
    const applications = planned([shop, files, { ...files, name: "media" }]);
    const args = { ...place, applications, ...changes };
    await renderComponent(() => ({ urn: new EnvironmentApplications("apps--prod", args, opts).urn }));
    return guarded;
  };

  test("are the volumes, and nothing else", async () => {
    expect(await guardedBy({})).toEqual([`${types.claim} apps--prod--files`, `${types.claim} apps--prod--media`]);
  });

  test("are not those whose protection is lifted", async () => {
    const isProtected = (part: string): boolean => part !== "apps/files/prod";
    expect(await guardedBy({ isProtected })).toEqual([`${types.claim} apps--prod--media`]);
  });
});
