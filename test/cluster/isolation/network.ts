import { beforeAll, describe, expect, test } from "@jest/globals";

import { cellNamespace, gatewayLabel, tenantKey } from "../../../components/shared/clusterObjects.ts";
import { allObjects } from "../../helpers/isolation/objects.ts";
import { podOf } from "../../helpers/isolation/pods.ts";
import { person } from "../../helpers/isolation/subjects.ts";
import { tenantIds, namespacesOf } from "../../helpers/isolation/tenants.ts";
import { trafficOf, type Traffic } from "../../helpers/isolation/traffic.ts";
import type { World } from "../../helpers/isolation/world.ts";
import { crossTenantPaths, openPaths, tellingPorts } from "../../helpers/networkPaths.ts";
import { protocols, type NetworkPolicy, type Pod, type Protocol } from "../../helpers/networkPolicies.ts";

/** Pods of the platform, each in a namespace that no policy closes. The last calls itself what all the others are, where it is none of it. */
const platformPods = [
  { namespace: cellNamespace, name: "gateway", labels: {} },
  { namespace: "kube-system", name: "dns", labels: { "k8s-app": "kube-dns" } },
  { namespace: "cnpg-system", name: "operator", labels: { "app.kubernetes.io/name": "cloudnative-pg" } },
  {
    namespace: "default",
    name: "bystander",
    labels: { ...gatewayLabel, "k8s-app": "kube-dns", "app.kubernetes.io/name": "cloudnative-pg" },
  },
];

const databaseKey = "cnpg.io/cluster";

const nameOf = ({ namespace, name }: Pick<Pod, "namespace" | "name">): string => `${namespace}/${name}`;

const isDatabase = ({ labels }: Pod): boolean => Object.hasOwn(labels, databaseKey);

/** What may be between two pods of which one is a tenant's at least. */
function isMeantToBeOpen(from: Pod, to: Pod, port: number, protocol: Protocol, closed: (pod: Pod) => boolean): boolean {
  if (from.namespace === to.namespace) return true;
  if (from.namespace === cellNamespace) return true;
  if (nameOf(to) === "kube-system/dns" && port === 53 && protocol !== "SCTP") return true;
  if (protocol !== "TCP") return false;
  if (nameOf(from) === "cnpg-system/operator" && isDatabase(to)) return port === 8000 || port === 5432;
  // A database talks to the cluster's API, which is told by its ports alone; who is closed does not answer.
  return isDatabase(from) && !closed(to) && (port === 443 || port === 6443);
}

/** Traffic by all policies, namespaces and pods that the server has, with pods of every environment that lie about what they are. */
export function networkSuite(world: () => World): void {
  describe("the network", () => {
    let traffic: Traffic;
    let ofTenants: ReadonlyMap<string, string>;
    const isTenants = ({ namespace }: Pod): boolean => ofTenants.has(namespace);

    beforeAll(async () => {
      const { cluster } = world();
      const create = async (path: string, body: object, as?: { user: string; groups: readonly string[] }) => {
        const answer = await cluster.ask("POST", path, body, as);
        if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      };
      await create("/api/v1/namespaces", { metadata: { name: "cnpg-system" } });
      for (const { namespace, name, labels } of platformPods) {
        await create(`/api/v1/namespaces/${namespace}/pods`, podOf(name, "1m", {}, { labels }));
      }
      const before = trafficOf(await allObjects(cluster));
      const marks = [...before.namespaces, ...before.pods].flatMap(({ labels }) => Object.entries(labels));
      // By the last of these the pods of a deployment's version are counted: one more would end one of them.
      const stolen = Object.fromEntries(marks.filter(([key]) => ![databaseKey, "pod-template-hash"].includes(key)));
      for (const tenant of tenantIds) {
        for (const namespace of namespacesOf(tenant)) {
          // What others are called, in any order, and what this environment's own are not.
          const labels = { ...stolen, [tenantKey]: tenantIds.find((other) => other !== tenant) ?? "" };
          const path = `/api/v1/namespaces/${namespace}/pods`;
          if (namespace !== namespacesOf("curie")[0])
            await create(path, podOf("liar", "1m", {}, { labels }), person(tenant, "developer"));
          const refused = await cluster.ask(
            "POST",
            path,
            podOf("liar-db", "1m", {}, { labels: { ...labels, [databaseKey]: "db" } }),
            person(tenant, "admin"),
          );
          expect([refused.status, (refused.body as { message: string }).message]).toEqual([
            403,
            expect.stringContaining("tenantry-database-objects"),
          ]);
        }
      }
      traffic = trafficOf(await allObjects(cluster));
      ofTenants = new Map(
        traffic.namespaces.flatMap(({ name, labels }) => {
          const tenant = labels[tenantKey];
          return tenant === undefined ? [] : [[name, tenant] as const];
        }),
      );
    });

    test("has pods of all kinds: apps, liars, those of a database, and the platform's", () => {
      const count = (wanted: (pod: Pod) => boolean): number => traffic.pods.filter(wanted).length;
      expect(count((pod) => Object.hasOwn(pod.labels, "tenantry.dev/app") && pod.name !== "liar")).toBe(20);
      expect(count(({ name }) => name === "liar")).toBe(8);
      expect(count(isDatabase)).toBeGreaterThan(1);
      expect(count((pod) => !isTenants(pod))).toBe(platformPods.length);
      expect(tellingPorts(traffic.policies, traffic.pods)).toEqual(
        expect.arrayContaining([1, 53, 443, 5432, 6443, 8000, 8080]),
      );
    });

    test("has no way from a pod of one tenant to a pod of another", () => {
      expect(crossTenantPaths(traffic.policies, traffic.namespaces, traffic.pods)).toEqual([]);
    });

    test("has exactly the ways that are meant: inside an environment, from the gateway, to the DNS, and a database's own", () => {
      const { policies, namespaces } = traffic;
      // Pods of one label set in one namespace are one to policies.
      const pods = [
        ...new Map(traffic.pods.map((pod) => [`${pod.namespace} ${JSON.stringify(pod.labels)}`, pod])).values(),
      ];
      const isLookedAt = (from: Pod, to: Pod): boolean => isTenants(from) || isTenants(to);
      const line = (from: string, to: string, port: number, protocol: string): string =>
        `${from} → ${to} ${String(port)} ${protocol}`;
      const expected = pods.flatMap((from) =>
        pods
          .filter((to) => from !== to && isLookedAt(from, to))
          .flatMap((to) =>
            tellingPorts(policies, pods).flatMap((port) =>
              protocols
                .filter((protocol) => isMeantToBeOpen(from, to, port, protocol, isTenants))
                .map((protocol) => line(nameOf(from), nameOf(to), port, protocol)),
            ),
          ),
      );
      const open = openPaths(policies, namespaces, pods, isLookedAt);
      expect(open.map(({ from, to, port, protocol }) => line(from, to, port, protocol)).toSorted()).toEqual(
        expected.toSorted(),
      );
    });

    test("would be found open, had somebody opened both ends of a way", () => {
      const open = (namespace: string): NetworkPolicy => ({
        metadata: { name: "open", namespace },
        spec: { ingress: [{ from: [{ namespaceSelector: {} }] }], egress: [{ to: [{ namespaceSelector: {} }] }] },
      });
      const [ada = "", bell = ""] = namespacesOf("ada", "bell");
      const between = (...more: NetworkPolicy[]): string[] => {
        const paths = crossTenantPaths([...traffic.policies, ...more], traffic.namespaces, traffic.pods);
        return [...new Set(paths.map(({ from, to }) => [from, to].map((end) => end.split("/")[0]).join(" → ")))];
      };
      // Databases reach the ports of the cluster's API wherever they are not closed, so here one end is enough.
      const euler = namespacesOf("euler")[0] ?? "";
      expect(between(open(ada))).toEqual([`${euler} → ${ada}`]);
      expect(between(open(ada), open(bell)).toSorted()).toEqual(
        [`${ada} → ${bell}`, `${bell} → ${ada}`, `${euler} → ${ada}`, `${euler} → ${bell}`].toSorted(),
      );
    });
  });
}
