import { setTimeout as sleep } from "node:timers/promises";

import { admissionManifests } from "../../components/cell/admission/manifests.ts";
import { planCell } from "../../components/cell/plan.ts";
import { kubernetesCell } from "./kubernetesCell.ts";
import { harmlessContainer, harmlessPod } from "./hostilePods/pod.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { copyEstate } from "./cli.ts";

/** A real API server with a cell's policies and the namespaces of two tenants. */
export interface AdmissionServer extends Pick<TestCluster, "ask" | "stop"> {
  /** What the server says against the policies, one line each. */
  readonly warnings: () => Promise<string[]>;
  /** Asks until the answer is as wanted, for a minute at most. */
  readonly until: <Found>(ask: () => Promise<Found>, wanted: (found: Found) => boolean) => Promise<Found>;
}

const cell = kubernetesCell({
  gateway: { controller: "gateway.example/controller" },
  volumes: { provisioner: "disks.example" },
  databases: {},
  registries: ["registry.example"],
  hosts: ["saas/shared@1"],
});

/**
 * Starts a server and puts into it what the stack of a cell would. `acme--apps--prod` enforces `restricted` and has hosts and
 * registries, `acme--apps--dev` enforces `baseline` and has none; `globex--apps--prod` is on nodes of its tenant's own; objects of several
 * tenants are in `tenantry--saas--shared`; `monitoring` is nobody's. There are no nodes, so that nothing runs. The group `developers` may do
 * everything in all five: what is refused is refused by policies.
 */
export async function startAdmission(): Promise<AdmissionServer> {
  const estate = copyEstate();
  const cluster = await startCluster(estate, { nodes: [] });
  const stop = async (): Promise<void> => {
    await cluster.stop();
    estate.remove();
  };
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await cluster.ask("POST", path, body);
    if (answer.status !== 201) {
      throw new Error(`${path}: ${JSON.stringify(answer.body).slice(0, 1000)}`);
    }
  };
  try {
    await prepare(cluster, post);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ask: cluster.ask, stop, until, warnings: () => warnings(cluster) };
}

async function prepare(cluster: TestCluster, post: (path: string, body: object) => Promise<void>): Promise<void> {
  const plan = planCell(cell);
  for (const { name: className, ...priority } of plan.priorities) {
    await post("/apis/scheduling.k8s.io/v1/priorityclasses", { metadata: { name: className }, ...priority });
  }
  await post("/apis/node.k8s.io/v1/runtimeclasses", { metadata: { name: "unsafe" }, handler: "unsafe" });
  for (const [name, labels, annotations] of namespaces) {
    await post("/api/v1/namespaces", { metadata: { name, labels, annotations } });
    const space = `/api/v1/namespaces/${name}`;
    for (const account of ["apps", "deployer"]) {
      await post(`${space}/serviceaccounts`, { metadata: { name: account }, automountServiceAccountToken: false });
    }
    const path = `${space}/serviceaccounts/default`;
    await until(
      () => cluster.ask("PUT", path, { metadata: { name: "default" }, automountServiceAccountToken: false }),
      ({ status }) => status === 200,
    );
  }
  await post("/apis/rbac.authorization.k8s.io/v1/clusterroles", {
    metadata: { name: "everything" },
    rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
  });
  await post("/apis/rbac.authorization.k8s.io/v1/clusterroles", {
    metadata: { name: "drivers" },
    rules: [{ apiGroups: [""], resources: ["persistentvolumeclaims"], verbs: ["get", "update"] }],
  });
  await post("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
    metadata: { name: "drivers" },
    ...bound("drivers", "drivers"),
  });
  for (const [name] of namespaces) {
    await post(`/apis/rbac.authorization.k8s.io/v1/namespaces/${name}/rolebindings`, {
      metadata: { name: "developers" },
      ...bound("everything", "developers"),
    });
  }
  await settle(post);
  for (const manifest of admissionManifests(plan.admission, {})) {
    const plural = manifest.kind.replace(/y$/, "ie").toLowerCase();
    await post(`/apis/admissionregistration.k8s.io/v1/${plural}s`, manifest);
  }
  await enforced(cluster);
}

const bound = (role: string, group: string): object => ({
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
  subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
});

const enforce = (standard: string): object => ({ "pod-security.kubernetes.io/enforce": standard });
const tenant = (id: string, nodes: string, priority: string): object => ({
  "tenantry.dev/tenant": id,
  "tenantry.dev/nodes": nodes,
  "tenantry.dev/priority": priority,
});

const namespaces: readonly [name: string, labels: object, annotations: object][] = [
  [
    "acme--apps--prod",
    { ...tenant("acme", "shared", "normal"), ...enforce("restricted") },
    { "tenantry.dev/hosts": "shop.acme.example,api.acme.example", "tenantry.dev/registries": "ghcr.io/acme" },
  ],
  ["acme--apps--dev", { ...tenant("acme", "shared", "low"), ...enforce("baseline") }, {}],
  [
    "globex--apps--prod",
    { ...tenant("globex", "own", "high"), ...enforce("restricted") },
    { "tenantry.dev/hosts": "shop.globex.example" },
  ],
  [
    "tenantry--saas--shared",
    { ...tenant("cell-eu-shared-1", "shared", "normal"), ...enforce("restricted"), "tenantry.dev/shared": "true" },
    {},
  ],
  ["monitoring", {}, {}],
];

/** What is there before the policies: a database, and what would be refused today. */
async function settle(post: (path: string, body: object) => Promise<void>): Promise<void> {
  const space = "/api/v1/namespaces/acme--apps--prod";
  const labels = { "cnpg.io/cluster": "db" };
  const cnpg = "/apis/postgresql.cnpg.io/v1";
  await post(`${cnpg}/namespaces/acme--apps--prod/clusters`, {
    apiVersion: "postgresql.cnpg.io/v1",
    kind: "Cluster",
    metadata: { name: "db" },
    spec: { instances: 2, storage: { size: "1Gi" } },
  });
  await post(`${space}/pods`, { metadata: { name: "db-1", labels }, spec: harmlessPod });
  await post(`${space}/secrets`, { metadata: { name: "db-app", labels } });
  await post(`${space}/secrets`, { metadata: { name: "settings" } });
  await post(`${space}/persistentvolumeclaims`, {
    metadata: { name: "db-1", labels },
    spec: {
      storageClassName: "tenantry-database",
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "1Gi" } },
    },
  });
  await post("/apis/apps/v1/namespaces/acme--apps--prod/deployments", {
    metadata: { name: "old" },
    spec: {
      selector: { matchLabels: { app: "old" } },
      template: {
        metadata: { labels: { app: "old" } },
        spec: { ...harmlessPod, containers: [{ ...harmlessContainer, image: "docker.io/library/nginx:1" }] },
      },
    },
  });
}

/** The server reads policies some time after it has taken them, each on its own. */
async function enforced(cluster: TestCluster): Promise<void> {
  const probe = { ...harmlessPod, containers: [{ ...harmlessContainer, image: "registry.example/app" }] };
  await until(
    () =>
      cluster.ask("POST", "/api/v1/namespaces/acme--apps--prod/pods?dryRun=All", {
        metadata: { name: "probe" },
        spec: probe,
      }),
    ({ status }) => status === 403,
  );
  await until(
    () => cluster.ask("POST", "/api/v1/namespaces/acme--apps--prod/pods/none-1/exec?command=sh"),
    ({ status }) => status !== 403,
  );
  // The rest were written in the same second.
  await sleep(2_000);
}

async function warnings(cluster: TestCluster): Promise<string[]> {
  const path = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies";
  const { items } = await until(
    async () => (await cluster.ask("GET", path)).body as { items: Policy[] },
    (found) => found.items.every(({ metadata, status }) => status?.observedGeneration === metadata.generation),
  );
  return items.flatMap(({ metadata, status }) =>
    (status?.typeChecking?.expressionWarnings ?? []).map(
      ({ fieldRef, warning }) => `${metadata.name} ${fieldRef}: ${warning}`,
    ),
  );
}

interface Policy {
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: {
      readonly expressionWarnings?: readonly { readonly fieldRef: string; readonly warning: string }[];
    };
  };
}

async function until<Found>(ask: () => Promise<Found>, wanted: (found: Found) => boolean): Promise<Found> {
  for (let tries = 0; tries < 240; tries++) {
    const found = await ask();
    if (wanted(found)) return found;
    await sleep(250);
  }
  throw new Error(`not as wanted within a minute: ${JSON.stringify(await ask())}`);
}
