import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test } from "@jest/globals";

import { tenantKey } from "../../../components/shared/clusterObjects.ts";
import { allObjects, type ClusterObject } from "../../helpers/isolation/objects.ts";
import { podOf } from "../../helpers/isolation/pods.ts";
import { person } from "../../helpers/isolation/subjects.ts";
import { namespaceOf, nodeOwners } from "../../helpers/isolation/tenants.ts";
import type { World } from "../../helpers/isolation/world.ts";

/** A pod and whose node it is on; no owner is nobody in particular. */
interface Placed {
  readonly pod: string;
  readonly tenant: string | undefined;
  readonly owner: string | undefined;
}

/** Where all pods are that are anywhere. */
function placed(objects: readonly ClusterObject[]): Placed[] {
  const ownerOf = (resource: string): ReadonlyMap<string, string | undefined> =>
    new Map(
      objects
        .filter((object) => object.resource === resource)
        .map(({ metadata }) => [metadata.name, metadata.labels?.[tenantKey]]),
    );
  const [nodes, namespaces] = [ownerOf("nodes"), ownerOf("namespaces")];
  return objects
    .filter(({ resource }) => resource === "pods")
    .flatMap(({ metadata: { name, namespace = "" }, spec }): Placed[] => {
      const { nodeName } = spec as { readonly nodeName?: string };
      if (nodeName === undefined) return [];
      return [{ pod: `${namespace}/${name}`, tenant: namespaces.get(namespace), owner: nodes.get(nodeName) }];
    });
}

/** Pods on nodes that are not for them: of others on a tenant's own, or a tenant's with own nodes on any other. */
const misplaced = (all: readonly Placed[]): Placed[] =>
  all.filter(({ tenant, owner }) => owner !== nodeOwners.find((id) => id === tenant));

/** On which nodes pods are. */
export function schedulingSuite(world: () => World): void {
  describe("nodes", () => {
    test("of a tenant's own run all its pods, and no other's", async () => {
      for (let tries = 0; tries < 100; tries++) {
        const pods = (await allObjects(world().cluster)).filter(({ resource }) => resource === "pods");
        if (pods.every(({ spec }) => (spec as { nodeName?: string }).nodeName !== undefined)) break;
        await sleep(100);
      }
      const all = placed(await allObjects(world().cluster));
      for (const owner of nodeOwners) {
        expect(all.filter(({ tenant }) => tenant === owner).length).toBeGreaterThanOrEqual(3);
      }
      expect(all.filter(({ owner }) => owner === undefined).length).toBeGreaterThan(10);
      expect(misplaced(all)).toEqual([]);
    });

    test("are not to be had by who has none, by whatever a pod says", async () => {
      const path = `/api/v1/namespaces/${namespaceOf("ada")}/pods`;
      const toleration = { key: tenantKey, operator: "Equal", value: "euler", effect: "NoSchedule" };
      const specs = [
        { nodeSelector: { [tenantKey]: "euler" } },
        { tolerations: [toleration] },
        { tolerations: [{ operator: "Exists" }] },
        { nodeName: "euler-a" },
      ];
      for (const spec of specs) {
        const answer = await world().cluster.ask("POST", path, podOf("guest", "1m", spec), person("ada", "admin"));
        expect([answer.status, (answer.body as { message: string }).message]).toEqual([
          403,
          expect.stringContaining("ValidatingAdmissionPolicy 'tenantry-placement'"),
        ]);
      }
    });

    test("would be found to run a stranger's pod", () => {
      const stranger = { pod: "ada--apps--prod/x", tenant: "ada", owner: "euler" };
      const runaway = { pod: "euler--apps--prod/x", tenant: "euler", owner: undefined };
      const fine = { pod: "fermi--apps--prod/x", tenant: "fermi", owner: "fermi" };
      expect(misplaced([stranger, runaway, fine])).toEqual([stranger, runaway]);
    });
  });
}
