/** A tenant's way up the tiers on a real Kubernetes API server: what it has stays, and what the tiers differ in changes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { AppsV1Api, AutoscalingV2Api, CoreV1Api } from "@kubernetes/client-node";

import type { Outcome } from "../helpers/cli.ts";
import { clusterTimeout } from "../helpers/cluster.ts";
import { forgetRuns } from "../helpers/journals.ts";
import { result, startPaas, type PaasServer } from "../helpers/paasServer.ts";

/** The tenant, which has nodes of its own in the cell. */
const nodeOwner = "hooli";
const namespace = `${nodeOwner}--apps--prod`;
const image = (name: string): string => `registry.${nodeOwner}.example/${name}:1.0.0`;
const shop = { name: "shop", image: image("shop"), port: 8080, healthPath: "/healthz", vcpu: 0.25, memoryMiB: 128 };
const search = {
  name: "search",
  image: image("search"),
  port: 9200,
  vcpu: 0.25,
  memoryMiB: 128,
  volume: { path: "/var/lib/search", sizeGiB: 5 },
};
const common = {
  environments: ["prod"],
  registries: [`registry.${nodeOwner}.example`],
  hosts: [{ name: `www.${nodeOwner}.example`, app: "shop" }],
};
const starter = { tier: "starter@2", spec: { ...common, apps: [shop, search] } };
const standard = { ...starter, tier: "standard@2" };
const grown = {
  tier: "standard@2",
  spec: {
    ...common,
    apps: [
      { ...shop, replicas: { minimum: 2, maximum: 4 }, database: true },
      { ...search, volume: { ...search.volume, sizeGiB: 8 } },
    ],
    database: { storageGiB: 10 },
  },
};
const premium = { ...grown, tier: "premium@1" };

const size = { cpu: "16", memory: "64Gi", pods: 110 };
const zone = (letter: string) => ({ "topology.kubernetes.io/zone": `eu-central-1${letter}` });
const own = { "tenantry.dev/tenant": nodeOwner };
const taints = [{ key: "tenantry.dev/tenant", value: nodeOwner, effect: "NoSchedule" }];

let server: PaasServer | undefined;

function started(): PaasServer {
  if (server === undefined) throw new Error("the cluster has not started");
  return server;
}

beforeAll(async () => {
  server = await startPaas({
    nodes: [
      { name: "shared", labels: zone("a"), ...size },
      { name: "own-a", labels: { ...zone("a"), ...own }, taints, ...size },
      { name: "own-b", labels: { ...zone("b"), ...own }, taints, ...size },
    ],
  });
  const { code, stdout, stderr } = await server.run("cell", "up", "eu-shared-1");
  expect([code, stdout, stderr]).toEqual([0, expect.any(String), expect.any(String)]);
}, clusterTimeout);

afterAll(async () => {
  await server?.stop();
});

const up = (): Promise<Outcome> => started().run("up", nodeOwner);
const core = (): CoreV1Api => started().config.makeApiClient(CoreV1Api);
const apps = (): AppsV1Api => started().config.makeApiClient(AppsV1Api);
const claim = () => core().readNamespacedPersistentVolumeClaim({ namespace, name: "search--data" });
const read = async (group: string, plural: string): Promise<CustomObject[]> => {
  const answer = await started().ask("GET", `/apis/${group}/v1/namespaces/${namespace}/${plural}`);
  expect(answer.status).toBe(200);
  return (answer.body as { items: CustomObject[] }).items;
};
const database = async (): Promise<CustomObject | undefined> => (await read("postgresql.cnpg.io", "clusters"))[0];
/** What must be the same objects after every move. */
const kept = async () => ({
  namespace: (await core().readNamespace({ name: namespace })).metadata?.uid,
  claim: (await claim()).metadata?.uid,
  volume: (await claim()).spec?.volumeName,
});
const nodesOf = async (): Promise<string[]> => {
  const pods = (await core().listNamespacedPod({ namespace })).items;
  const live = pods.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
  return live.map(({ spec }) => spec?.nodeName ?? "none").toSorted();
};
let before: Awaited<ReturnType<typeof kept>>;
let databaseUid: string | undefined;

describe("a tenant on its way up the tiers", () => {
  test("has its apps running on shared nodes, its volume bound and its host routed", async () => {
    started().order(nodeOwner, starter);
    expect(result(await up())?.result).toBe("created");
    const deployment = await apps().readNamespacedDeployment({ namespace, name: "shop" });
    expect(deployment.status?.availableReplicas).toBe(1);
    expect(deployment.spec?.template.spec?.priorityClassName).toBe("tenantry-low");
    const set = await apps().readNamespacedStatefulSet({ namespace, name: "search" });
    expect(set.status?.availableReplicas).toBe(1);
    expect((await claim()).status?.phase).toBe("Bound");
    expect(await nodesOf()).toEqual(["shared", "shared"]);
    const [route] = await read("gateway.networking.k8s.io", "httproutes");
    expect(route?.spec["hostnames"]).toEqual([`www.${nodeOwner}.example`]);
    const [listeners] = await read("gateway.networking.k8s.io", "listenersets");
    expect(listeners?.spec["parentRef"]).toMatchObject({ name: "tenantry", namespace: "tenantry-cell" });
    before = await kept();
    expect(before.volume).toMatch(/^pvc-/);
  });

  test("moves to standard, and keeps what it has", async () => {
    started().order(nodeOwner, standard);
    expect(result(await up())?.changes).toMatchObject({ replace: 0, delete: 0 });
    expect(await kept()).toEqual(before);
    const { metadata } = await core().readNamespace({ name: namespace });
    expect(metadata?.labels).toMatchObject({ "tenantry.dev/nodes": "shared", "tenantry.dev/priority": "normal" });
  });

  test("gets a database, more pods and a larger volume there, which it has to order after the move", async () => {
    started().order(nodeOwner, grown);
    expect(result(await up())?.changes).toMatchObject({ replace: 0, delete: 0 });
    expect(await kept()).toEqual(before);
    expect((await claim()).status?.capacity?.["storage"]).toBe("8Gi");
    const scalers = started().config.makeApiClient(AutoscalingV2Api);
    const { spec } = await scalers.readNamespacedHorizontalPodAutoscaler({ namespace, name: "shop" });
    expect(spec).toMatchObject({ minReplicas: 2, maxReplicas: 4 });
    const cluster = await database();
    expect(cluster?.spec).toMatchObject({ instances: 1, enableSuperuserAccess: false });
    databaseUid = cluster?.metadata.uid;
    const [backup] = await read("postgresql.cnpg.io", "scheduledbackups");
    expect(backup?.spec).toMatchObject({ cluster: { name: cluster?.metadata.name }, method: "volumeSnapshot" });
  });

  test("moves onto nodes of its own with premium, keeps its volume and its database, and is unchanged by the next run", async () => {
    started().order(nodeOwner, premium);
    expect(result(await up())?.changes).toMatchObject({ replace: 0, delete: 0 });
    expect(await kept()).toEqual(before);
    const cluster = await database();
    expect(cluster?.metadata.uid).toBe(databaseUid);
    expect(cluster?.spec).toMatchObject({ instances: 3 });
    expect(new Set(await nodesOf())).toEqual(new Set(["own-a", "own-b"]));
    forgetRuns(started().estate);
    expect(result(await up())?.result).toBe("unchanged");
  });

  test("has nothing running while it is suspended, and keeps its volume and its database", async () => {
    started().order(nodeOwner, { ...premium, state: "suspended" });
    expect(result(await up())?.errors).toEqual([]);
    expect(await kept()).toEqual(before);
    const cluster = await database();
    expect([cluster?.metadata.uid, cluster?.metadata.annotations?.["cnpg.io/hibernation"]]).toEqual([
      databaseUid,
      "on",
    ]);
    expect(await nodesOf()).toEqual([]);
    expect(await read("gateway.networking.k8s.io", "httproutes")).toEqual([]);
  });

  test("leaves nothing when it goes, though its volume and database were protected", async () => {
    const gone = await started().run("destroy", nodeOwner, "--yes");
    expect(result(gone)?.result).toBe("destroyed");
    const { items } = await core().listNamespace({ labelSelector: `tenantry.dev/tenant=${nodeOwner}` });
    expect(items).toEqual([]);
  });
});

interface CustomObject {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}
