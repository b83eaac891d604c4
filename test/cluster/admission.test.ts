/** What a cell's policies let the people and controllers of tenants do on a real API server, and what they say to what they refuse. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { harmlessPod, specOf, type HostilePod } from "../helpers/hostilePods/pod.ts";
import { foreignImages } from "../helpers/hostilePods/images.ts";
import { insecure } from "../helpers/hostilePods/insecure.ts";
import { misplaced } from "../helpers/hostilePods/placement.ts";
import { nodeVolumes, privileged } from "../helpers/hostilePods/privileges.ts";
import { database, databases, hosts, hostileObjects, noDatabases } from "../helpers/hostileObjects.ts";
import {
  claim,
  claims,
  gatewayApi,
  listeners,
  makers,
  pods,
  route,
  secrets,
  selector,
  service,
  services,
} from "../helpers/tenantObjects.ts";
import { startAdmission, type AdmissionServer } from "../helpers/admissionServer.ts";
import { clusterTimeout } from "../helpers/cluster.ts";
import type { Answer } from "../helpers/cluster.ts";

let server: AdmissionServer;

beforeAll(async () => {
  server = await startAdmission();
}, clusterTimeout);

afterAll(() => server.stop());

const acme = "acme--apps--prod";
const lax = "acme--apps--dev";
const globex = "globex--apps--prod";
const plain = "monitoring";

const developer = { user: "dev@acme.example", groups: ["developers", "system:authenticated"] };
const operator = {
  user: "system:serviceaccount:cnpg-system:cnpg-manager",
  groups: ["developers", "system:authenticated"],
};

let count = 0;
const named = (): { name: string } => ({ name: `test-${String(count++)}` });

/** Sends an object without the version that was read: the cluster's controllers write some of them too. */
const send = (method: string, namespace: string, path: string, body?: object, as = developer): Promise<Answer> => {
  const [group = "", ...rest] = path.split(" ");
  const { metadata = {} } = (body ?? {}) as { metadata?: object };
  const sent = body && { ...body, metadata: { ...metadata, resourceVersion: undefined } };
  return server.ask(method, `${group}/namespaces/${namespace}/${rest.join(" ")}`, sent, as);
};
const create = (namespace: string, path: string, body: object, as = developer): Promise<Answer> =>
  send("POST", namespace, path, { metadata: named(), ...body }, as);

interface Refusal {
  readonly status: number;
  readonly message: string;
}
const refusal = ({ status, body }: Answer): Refusal => ({
  status,
  message: (body as { message?: string }).message ?? "",
});
const denied = (policy: string, message: string): Refusal => ({
  status: 403,
  message: expect.stringMatching(
    new RegExp(
      `^[\\w.]+(?: "[^"]+")? is forbidden: ValidatingAdmissionPolicy 'tenantry-${policy}' with binding 'tenantry-${policy}' denied request: ${escaped(message)}$`,
    ),
  ) as unknown as string,
});
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

describe("hostile pods are refused, with what is wrong and what is allowed", () => {
  const byPolicy = [...foreignImages, ...misplaced, ...privileged];

  test.each(insecure.map((pod) => [pod.what, pod] as const))("by Pod Security: %s", async (_what, pod) => {
    const { status, message } = refusal(await create(acme, pods, { spec: specOf(pod) }));
    expect(status).toBe(403);
    expect(message).toContain('violates PodSecurity "restricted:latest"');
    expect(message).toContain(pod.message);
  });

  test.each(byPolicy.map((pod) => [pod.what, pod] as const))("by a policy: %s", async (_what, pod) => {
    const answer = await create(acme, pods, { spec: specOf(pod) });
    expect(refusal(answer)).toEqual(denied(pod.policy ?? "", pod.message));
  });

  test.each(Object.keys(makers))("by a policy, all of them, as the template of a %s", async (kind) => {
    const wrong: unknown[] = [];
    await Promise.all(
      byPolicy.map(async (pod) => {
        const { path, body } = makers[kind]?.(specOf(pod)) ?? { path: "", body: {} };
        const answer = refusal(await create(acme, path, body));
        const expected = `'tenantry-${pod.policy ?? ""}' denied request: ${pod.message}`;
        if (answer.status !== 403 || !answer.message.endsWith(expected)) wrong.push([pod.what, answer]);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test.each([...nodeVolumes, ...byPolicy].map((pod): [string, HostilePod] => [pod.what, pod]))(
    "where the namespace is only baseline: %s",
    async (_what, pod) => {
      const { status, message } = refusal(await create(lax, pods, { spec: specOf(pod) }));
      expect(status).toBe(403);
      // The namespace has no hosts and no registries of its own, and another priority: the rest reads otherwise there.
      expect(message).toContain(`'tenantry-${pod.policy ?? ""}' denied request: ${pod.message.split(": ")[0] ?? ""}`);
    },
  );

  test("as containers that are added to a pod that runs", async () => {
    const pod = (await create(acme, pods, { spec: harmlessPod })).body as { metadata: { name: string }; spec: object };
    const { name } = pod.metadata;
    const path = `${pods}/${name}/ephemeralcontainers`;
    const patched = (image: string) => {
      const { securityContext } = harmlessPod.containers[0] ?? {};
      const ephemeralContainers = [{ name: "debug", image, securityContext, targetContainerName: "app" }];
      return send("PUT", acme, path, { ...pod, spec: { ...pod.spec, ephemeralContainers } });
    };
    expect(refusal(await patched("docker.io/library/busybox:1"))).toEqual(
      denied(
        "images",
        "images come from the registries of the platform and of the tenant alone: debug: docker.io/library/busybox:1. Allowed: images that begin with registry.example, ghcr.io/acme.",
      ),
    );
    expect((await patched("registry.example/debug:1")).status).toBe(200);
  });
});

describe("other hostile objects are refused", () => {
  test.each(hostileObjects)("%s", async (_what, path, body, policy, message) => {
    expect(refusal(await create(acme, path, body))).toEqual(denied(policy, message));
  });

  test.each([
    ["PUT", `${secrets}/db-app`, { metadata: { name: "db-app", labels: {} } }, "db-app"],
    ["DELETE", `${secrets}/db-app`, undefined, "db-app"],
    ["DELETE", `${pods}/db-1`, undefined, "db-1"],
    ["DELETE", `${claims}/db-1`, undefined, "db-1"],
    ["PUT", `${secrets}/settings`, { metadata: { name: "settings", labels: database } }, "settings"],
  ])("%s of %s, which is a database's or would be", async (method, path, body, name) => {
    expect(refusal(await send(method, acme, path, body))).toEqual(
      denied("database-objects", `${databases}${name}${noDatabases}`),
    );
  });

  test.each(["exec?command=sh&stdout=true", "attach?stdout=true", "portforward?ports=5432", "proxy/"])(
    "a session with a pod of the database: %s",
    async (session) => {
      for (const name of ["db-1", "db-2-join-x7f2k"]) {
        expect(refusal(await send("POST", acme, `${pods}/${name}/${session}`))).toEqual(
          denied(
            "database-sessions",
            `nobody but the platform gets into the pods of a database: ${name}. Allowed: sessions with the database itself, from pods of the same environment.`,
          ),
        );
      }
    },
  );

  test("by hosts that the namespace does not have, where it has none", async () => {
    expect(refusal(await create(lax, `${gatewayApi} httproutes`, route({})))).toEqual(
      denied(
        "routes",
        "routes answer for the namespace's own hosts alone: shop.acme.example. Allowed: no hosts: the subscription orders none here.",
      ),
    );
  });

  test("also from those who may do everything: a slip of the platform's would hit a neighbour", async () => {
    const path = `${gatewayApi}/namespaces/${acme}/listenersets`;
    const body = { ...listeners({ hostname: "shop.globex.example" }), metadata: named() };
    expect(refusal(await server.ask("POST", path, body))).toEqual(
      denied(
        "listeners",
        `listeners answer for the namespace's own hosts alone: shop: shop.globex.example. Allowed: ${hosts}.`,
      ),
    );
  });

  test("but not what is of their own", async () => {
    const answers = await Promise.all([
      create(acme, `${gatewayApi} listenersets`, listeners({})),
      create(acme, `${gatewayApi} httproutes`, route({})),
      create(acme, `${gatewayApi} grpcroutes`, route({ hostnames: ["api.acme.example"] }, "GRPCRoute")),
      create(acme, services, service({})),
      create(acme, services, service({ clusterIP: "None" })),
      create(acme, claims, claim({ storageClassName: "tenantry" })),
      create(
        acme,
        claims,
        claim({ storageClassName: "tenantry", dataSource: { kind: "PersistentVolumeClaim", name: "other" } }),
      ),
      create(acme, secrets, { stringData: { colour: "blue" } }),
      create(acme, secrets, { type: "kubernetes.io/tls", data: { "tls.crt": "", "tls.key": "" } }),
      create(acme, "/api/v1 configmaps", { data: { colour: "blue" } }),
      create(acme, "/apis/autoscaling/v2 horizontalpodautoscalers", {
        spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } },
      }),
    ]);
    expect(answers.map(refusal)).toEqual(answers.map(() => ({ status: 201, message: "" })));
  });

  test("but not to get into pods of their own, named however like a database's", async () => {
    for (const name of ["db-web", "db1", "web-1"]) {
      const body = { metadata: { name }, spec: harmlessPod };
      await send("POST", acme, pods, body);
      const answer = refusal(await send("POST", acme, `${pods}/${name}/exec?command=sh&stdout=true`));
      expect([name, answer.message]).toEqual([name, expect.stringContaining("does not have a host assigned")]);
    }
  });
});

describe("harmless pods", () => {
  const container = harmlessPod.containers[0];
  const ghcr = { name: "own", image: "ghcr.io/acme/web:2.0" };
  const digest = `sha256:${"ab".repeat(32)}`;

  test.each<[string, object]>([
    ["as they come", {}],
    ["of the tenant's own registry", { initContainers: [{ ...container, ...ghcr }] }],
    ["by a digest", { containers: [{ ...container, image: `registry.example/app@${digest}` }] }],
    ["by a tag and a digest", { containers: [{ ...container, image: `registry.example/app:latest@${digest}` }] }],
    ["as the account apps", { serviceAccountName: "apps" }],
    ["without a token", { automountServiceAccountToken: false }],
    ["with their tier's priority", { priorityClassName: "tenantry-normal" }],
    ["with an own host's alias", { hostAliases: [{ ip: "10.1.2.3", hostnames: ["api.acme.example"] }] }],
    [
      "with volumes of all kinds that there are in a namespace",
      {
        volumes: [
          { name: "a", emptyDir: {} },
          { name: "b", configMap: { name: "x" } },
          { name: "c", secret: { secretName: "x" } },
          { name: "d", persistentVolumeClaim: { claimName: "x" } },
          { name: "e", downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] } },
          { name: "f", projected: { sources: [{ secret: { name: "x" } }, { configMap: { name: "x" } }] } },
        ],
      },
    ],
    [
      "spread, and apart from each other",
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: ["a"] }] },
              ],
            },
          },
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: "kubernetes.io/hostname", labelSelector: selector },
            ],
          },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "topology.kubernetes.io/zone",
            whenUnsatisfiable: "DoNotSchedule",
            labelSelector: selector,
          },
        ],
      },
    ],
    [
      "on nodes of the tenant's own",
      {
        nodeSelector: { "tenantry.dev/tenant": "acme" },
        tolerations: [{ key: "tenantry.dev/tenant", value: "acme", effect: "NoSchedule" }],
      },
    ],
    ["with processes that see each other", { shareProcessNamespace: true }],
    ["that take their time to end", { terminationGracePeriodSeconds: 3600 }],
  ])("are let in: %s", async (_what, spec) => {
    expect(refusal(await create(acme, pods, { spec: { ...harmlessPod, ...spec } }))).toEqual({
      status: 201,
      message: "",
    });
  });

  test.each(Object.keys(makers))("are let in as the template of a %s", async (kind) => {
    const { path, body } = makers[kind]?.(harmlessPod) ?? { path: "", body: {} };
    expect(refusal(await create(acme, path, body))).toEqual({ status: 201, message: "" });
  });

  interface Pod {
    readonly spec: {
      readonly priorityClassName: string;
      readonly priority: number;
      readonly preemptionPolicy: string;
      readonly nodeSelector?: object;
      readonly tolerations: readonly { readonly key: string }[];
    };
  }

  test("get the priority of their namespace", async () => {
    const { spec } = (await create(acme, pods, { spec: harmlessPod })).body as Pod;
    expect([spec.priorityClassName, spec.priority, spec.preemptionPolicy, spec.nodeSelector]).toEqual([
      "tenantry-normal",
      2000,
      "PreemptLowerPriority",
      undefined,
    ]);
    const low = ((await create(lax, pods, { spec: harmlessPod })).body as Pod).spec;
    expect([low.priorityClassName, low.priority, low.preemptionPolicy]).toEqual(["tenantry-low", 1000, "Never"]);
  });

  test("get the way to their tenant's own nodes, beside what they say themselves", async () => {
    const image = { containers: [{ ...container }] };
    const said = {
      nodeSelector: { disk: "fast" },
      tolerations: [{ key: "node.kubernetes.io/not-ready", operator: "Exists" }],
    };
    const own = { key: "tenantry.dev/tenant", operator: "Equal", value: "globex", effect: "NoSchedule" };
    const bare = ((await create(globex, pods, { spec: { ...harmlessPod, ...image } })).body as Pod).spec;
    expect([bare.priorityClassName, bare.priority, bare.nodeSelector]).toEqual([
      "tenantry-high",
      3000,
      { "tenantry.dev/tenant": "globex" },
    ]);
    expect(bare.tolerations).toContainEqual(own);
    const full = ((await create(globex, pods, { spec: { ...harmlessPod, ...image, ...said } })).body as Pod).spec;
    expect(full.nodeSelector).toEqual({ disk: "fast", "tenantry.dev/tenant": "globex" });
    expect(full.tolerations.filter(({ key }) => key === "tenantry.dev/tenant")).toEqual([own]);
    expect(full.tolerations).toContainEqual({ key: "node.kubernetes.io/not-ready", operator: "Exists" });
    const told = { nodeSelector: { "tenantry.dev/tenant": "globex" }, tolerations: [own] };
    const same = ((await create(globex, pods, { spec: { ...harmlessPod, ...told } })).body as Pod).spec;
    expect(same.tolerations.filter(({ key }) => key === "tenantry.dev/tenant")).toEqual([own]);
  });

  test("stay on their tenant's own nodes, and no neighbour's pod gets there", async () => {
    const elsewhere = { ...harmlessPod, nodeSelector: { "tenantry.dev/tenant": "acme" } };
    expect(refusal(await create(globex, pods, { spec: elsewhere })).message).toContain(
      "pods choose nodes by tenantry.dev/tenant for their own tenant alone: nodeSelector acme. Allowed: tenantry.dev/tenant: globex.",
    );
  });

  test("are made by the cluster's controllers, with what they get by their namespace", async () => {
    const { path, body } = makers["Deployment"]?.(harmlessPod) ?? { path: "", body: {} };
    await create(globex, path, body);
    const { items } = await server.until(
      async () => (await send("GET", globex, `${pods}?labelSelector=app%3Dweb`)).body as { items: readonly Pod[] },
      (found) => found.items.length > 0,
    );
    expect(items[0]?.spec.nodeSelector).toEqual({ "tenantry.dev/tenant": "globex" });
    expect(items[0]?.spec.priorityClassName).toBe("tenantry-high");
  });
});

describe("what the rules leave alone", () => {
  const foreign = { ...harmlessPod, containers: [{ ...harmlessPod.containers[0], image: "docker.io/library/nginx" }] };

  test("is what is no tenant's", async () => {
    const answer = await create(plain, pods, { spec: { ...foreign, nodeName: "node", hostNetwork: true } });
    expect(answer.status).toBe(201);
    expect((answer.body as { spec: { priorityClassName?: string } }).spec.priorityClassName).toBeUndefined();
    expect((await create(plain, services, { spec: { type: "NodePort", ports: [{ port: 80 }] } })).status).toBe(201);
  });

  test("is what was there before them, until it is changed", async () => {
    const path = "/apis/apps/v1 deployments/old";
    const old = (await send("GET", acme, path)).body as {
      metadata: object;
      spec: { template: { spec: { containers: readonly object[] } } };
    };
    const stopped = await send("PUT", acme, path, { ...old, spec: { ...old.spec, replicas: 0 } });
    expect(refusal(stopped)).toEqual({ status: 200, message: "" });
    const current = stopped.body as typeof old;
    const [image] = current.spec.template.spec.containers;
    const newer = { ...current.spec.template.spec, containers: [{ ...image, image: "docker.io/library/nginx:2" }] };
    const changed = { ...current, spec: { ...current.spec, template: { ...current.spec.template, spec: newer } } };
    expect(refusal(await send("PUT", acme, path, changed))).toEqual(
      denied(
        "images",
        "images come from the registries of the platform and of the tenant alone: app: docker.io/library/nginx:2. Allowed: images that begin with registry.example, ghcr.io/acme.",
      ),
    );
    expect((await send("DELETE", acme, path)).status).toBe(200);
  });

  test("is what the operator of databases makes, and the cluster's controllers of it", async () => {
    const labels = { "cnpg.io/cluster": "db" };
    const spec = {
      ...foreign,
      containers: [{ ...harmlessPod.containers[0], image: "ghcr.io/cloudnative-pg/postgresql:17.6" }],
      serviceAccountName: "deployer",
      automountServiceAccountToken: true,
      priorityClassName: "tenantry-platform",
    };
    const answers = [
      await create(acme, pods, { metadata: { name: "db-7", labels }, spec }, operator),
      await create(acme, secrets, { metadata: { name: "db-superuser", labels } }, operator),
      await create(
        acme,
        claims,
        {
          metadata: { name: "db-7", labels },
          spec: {
            storageClassName: "tenantry-database",
            accessModes: ["ReadWriteOnce"],
            resources: { requests: { storage: "1Gi" } },
          },
        },
        operator,
      ),
      await create(
        acme,
        "/apis/batch/v1 jobs",
        {
          metadata: { name: "db-7-initdb", labels },
          spec: { template: { metadata: { labels }, spec: { ...spec, restartPolicy: "Never" } } },
        },
        operator,
      ),
    ];
    expect(answers.map(refusal)).toEqual(answers.map(() => ({ status: 201, message: "" })));
    const made = await server.until(
      async () =>
        (await send("GET", acme, `${pods}?labelSelector=job-name%3Ddb-7-initdb`)).body as { items: unknown[] },
      ({ items }) => items.length > 0,
    );
    expect(made.items).toHaveLength(1);
    expect((await send("POST", acme, `${pods}/db-7/exec?command=sh`, undefined, operator)).body).toMatchObject({
      message: expect.stringContaining("does not have a host assigned") as unknown,
    });
    expect((await send("DELETE", acme, `${pods}/db-7`, undefined, operator)).status).toBe(200);
  });

  test("is what a driver of volumes writes, which may do so everywhere", async () => {
    const driver = { user: "system:serviceaccount:snapshots:controller", groups: ["drivers"] };
    const path = `${claims}/db-1`;
    const claim = (await send("GET", acme, path)).body as { metadata: object };
    const held = {
      ...claim,
      metadata: { ...claim.metadata, annotations: { "snapshots.example/source": "true" } },
    };
    expect(refusal(await send("PUT", acme, path, held, driver))).toEqual({ status: 200, message: "" });
    expect((await send("PUT", acme, path, held)).status).toBe(403);
  });
});

test("the server finds nothing to warn of in the policies", async () => {
  expect(await server.warnings()).toEqual([]);
});
