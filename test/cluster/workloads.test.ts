/** What the local cluster does with workloads: the tests of everything that waits for pods and volumes rest on it. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { AppsV1Api, CoreV1Api, CustomObjectsApi, StorageV1Api, type V1PodSpec } from "@kubernetes/client-node";
import { setTimeout as sleep } from "node:timers/promises";

import { clusterTimeout, startCluster, type TestCluster } from "../helpers/cluster.ts";
import { copyEstate, type TestEstate } from "../helpers/cli.ts";

const namespace = "default";
const owner = { key: "tenantry.dev/tenant", value: "acme" };
const size = { cpu: "8", memory: "32Gi", pods: 50 };

let estate: TestEstate;
let cluster: TestCluster | undefined;
let core: CoreV1Api;
let apps: AppsV1Api;
let custom: CustomObjectsApi;

beforeAll(async () => {
  estate = copyEstate();
  cluster = await startCluster(estate, {
    nodes: [
      { name: "shared-a", labels: { "topology.kubernetes.io/zone": "a" }, ...size },
      { name: "shared-b", labels: { "topology.kubernetes.io/zone": "b" }, ...size },
      {
        name: "owned",
        labels: { "topology.kubernetes.io/zone": "a", [owner.key]: owner.value },
        taints: [{ ...owner, effect: "NoSchedule" }],
        ...size,
      },
    ],
  });
  core = cluster.config.makeApiClient(CoreV1Api);
  apps = cluster.config.makeApiClient(AppsV1Api);
  custom = cluster.config.makeApiClient(CustomObjectsApi);
  const storage = cluster.config.makeApiClient(StorageV1Api);
  for (const volumeBindingMode of ["Immediate", "WaitForFirstConsumer"])
    await storage.createStorageClass({
      body: {
        metadata: { name: volumeBindingMode.toLowerCase() },
        provisioner: "ebs.csi.aws.com",
        allowVolumeExpansion: true,
        volumeBindingMode,
      },
    });
}, clusterTimeout);

afterAll(async () => {
  await cluster?.stop();
  estate.remove();
});

/** What `look` sees as soon as it is of the kind that `wanted` says, within twenty seconds; else what it saw last. */
async function until<T>(look: () => Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const seen = await look();
    if (wanted(seen) || tries === 200) return seen;
    await sleep(100);
  }
}

const spec = (more: Partial<V1PodSpec> = {}): V1PodSpec => ({
  containers: [{ name: "app", image: "registry.example/app:1", resources: { requests: { cpu: "1", memory: "1Gi" } } }],
  ...more,
});

const createPod = (name: string, more?: Partial<V1PodSpec>) =>
  core.createNamespacedPod({ namespace, body: { metadata: { name }, spec: spec(more) } });

const runningPod = (name: string) =>
  until(
    () => core.readNamespacedPod({ namespace, name }),
    ({ status }) => status?.phase === "Running",
  );

const claim = (name: string) => core.readNamespacedPersistentVolumeClaim({ namespace, name });

const boundClaim = (name: string) =>
  until(
    () => claim(name),
    ({ status }) => status?.phase === "Bound",
  );

const createClaim = (name: string, storageClassName: string) =>
  core.createNamespacedPersistentVolumeClaim({
    namespace,
    body: {
      metadata: { name },
      spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
    },
  });

describe("volumes", () => {
  test("a claim of a class that binds at once is bound, grows in place, and takes its volume with it", async () => {
    await createClaim("early", "immediate");
    const bound = await boundClaim("early");
    expect(bound.status).toMatchObject({ phase: "Bound", capacity: { storage: "10Gi" } });
    const name = bound.spec?.volumeName ?? "";
    const volume = await core.readPersistentVolume({ name });
    expect(volume.spec).toMatchObject({ storageClassName: "immediate", csi: { driver: "ebs.csi.aws.com" } });

    Object.assign(bound.spec ?? {}, { resources: { requests: { storage: "20Gi" } } });
    await core.replaceNamespacedPersistentVolumeClaim({ namespace, name: "early", body: bound });
    const grown = await until(
      () => claim("early"),
      ({ status }) => status?.capacity?.["storage"] === "20Gi",
    );
    expect(grown.status?.capacity).toEqual({ storage: "20Gi" });
    expect(grown.spec?.volumeName).toBe(name);

    await core.deleteNamespacedPersistentVolumeClaim({ namespace, name: "early" });
    const left = await until(
      async () => (await core.listPersistentVolume()).items.map(({ metadata }) => metadata?.name),
      (names) => !names.includes(name),
    );
    expect(left).not.toContain(name);
  });

  test("a claim of a class that waits for its first pod is bound when the pod is placed", async () => {
    await createClaim("late", "waitforfirstconsumer");
    const waiting = await until(
      async () => (await core.listNamespacedEvent({ namespace, fieldSelector: "involvedObject.name=late" })).items,
      (events) => events.length > 0,
    );
    expect(waiting.map(({ reason }) => reason)).toEqual(["WaitForFirstConsumer"]);
    expect((await claim("late")).status?.phase).toBe("Pending");

    await createPod("with-volume", {
      volumes: [{ name: "data", persistentVolumeClaim: { claimName: "late" } }],
    });
    expect((await runningPod("with-volume")).status?.phase).toBe("Running");
    expect((await boundClaim("late")).status).toMatchObject({ phase: "Bound", capacity: { storage: "10Gi" } });
  });
});

describe("pods", () => {
  test("a deployment of two that keeps zones apart is available in both", async () => {
    const labels = { app: "web" };
    const topologySpreadConstraints = [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "DoNotSchedule",
        labelSelector: { matchLabels: labels },
      },
    ];
    await apps.createNamespacedDeployment({
      namespace,
      body: {
        metadata: { name: "web" },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: spec({ topologySpreadConstraints }) },
        },
      },
    });
    const { status } = await until(
      () => apps.readNamespacedDeployment({ namespace, name: "web" }),
      ({ status: seen }) => seen?.availableReplicas === 2,
    );
    expect(status).toMatchObject({ replicas: 2, readyReplicas: 2, availableReplicas: 2 });
    const { items } = await core.listNamespacedPod({ namespace, labelSelector: "app=web" });
    expect(items.map((pod) => pod.spec?.nodeName).sort()).toEqual(["shared-a", "shared-b"]);
  });

  test("a pod is placed on its tenant's node when it asks for it, and nowhere when it may not go there", async () => {
    const nodeSelector = { [owner.key]: owner.value };
    const effect = "NoSchedule";
    await createPod("tolerating", { nodeSelector, tolerations: [{ ...owner, operator: "Equal", effect }] });
    await createPod("intruding", { nodeSelector });
    expect((await runningPod("tolerating")).spec?.nodeName).toBe("owned");

    const intruding = await until(
      () => core.readNamespacedPod({ namespace, name: "intruding" }),
      ({ status }) => status?.conditions !== undefined,
    );
    expect(intruding.status?.phase).toBe("Pending");
    expect(intruding.status?.conditions).toMatchObject([
      { type: "PodScheduled", status: "False", reason: "Unschedulable" },
    ]);
    expect(intruding.status?.conditions?.[0]?.message).toContain("0/3 nodes are available");
    expect(intruding.status?.conditions?.[0]?.message).toContain("1 node(s) had untolerated taint(s)");
  });
});

describe("custom objects", () => {
  const gateway = { group: "gateway.networking.k8s.io", version: "v1", plural: "listenersets", namespace };
  const listenerSet = (listener: object) => ({
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "ListenerSet",
    metadata: { name: "hosts" },
    spec: { parentRef: { name: "tenantry", namespace: "tenantry-cell" }, listeners: [listener] },
  });
  const databases = { group: "postgresql.cnpg.io", version: "v1", plural: "clusters", namespace };
  const database = (instances: unknown) => ({
    apiVersion: "postgresql.cnpg.io/v1",
    kind: "Cluster",
    metadata: { name: "main" },
    spec: { instances, storage: { size: "10Gi" } },
  });

  test("a set of listeners is accepted, and refused without a protocol", async () => {
    const tls = { mode: "Terminate", certificateRefs: [{ name: "tls-shop" }] };
    const listener = { name: "shop", hostname: "shop.example.com", port: 443, protocol: "HTTPS", tls };
    const { protocol, ...without } = listener;
    await expect(custom.createNamespacedCustomObject({ ...gateway, body: listenerSet(without) })).rejects.toMatchObject(
      {
        code: 422,
        body: expect.stringContaining("spec.listeners[0].protocol: Required value") as unknown,
      },
    );
    const made: unknown = await custom.createNamespacedCustomObject({ ...gateway, body: listenerSet(listener) });
    expect(made).toMatchObject({ spec: { listeners: [{ ...listener, protocol }] } });
  });

  test("a database is accepted, and refused without an instance", async () => {
    await expect(custom.createNamespacedCustomObject({ ...databases, body: database(0) })).rejects.toMatchObject({
      code: 422,
      body: expect.stringContaining("spec.instances") as unknown,
    });
    const made: unknown = await custom.createNamespacedCustomObject({ ...databases, body: database(2) });
    expect(made).toMatchObject({ spec: { instances: 2, enableSuperuserAccess: false } });
  });
});
