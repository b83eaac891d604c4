import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test } from "@jest/globals";

import { tenantKey } from "../../../components/shared/clusterObjects.ts";
import { allObjects, digests, isOf, objectName, type ClusterObject } from "../../helpers/isolation/objects.ts";
import { namespaceOf, tenants } from "../../helpers/isolation/tenants.ts";
import type { World } from "../../helpers/isolation/world.ts";

const admission = "/apis/admissionregistration.k8s.io/v1";

/** What is there of a tenant. */
const ofTenant = (objects: readonly ClusterObject[], tenant: string): ClusterObject[] =>
  objects.filter((object) => isOf(tenant, object));

/** All that is there and of none of these tenants, with digests. */
const neighboursOf = (objects: readonly ClusterObject[], ...gone: readonly string[]): Record<string, string> =>
  digests(objects.filter((object) => !gone.some((tenant) => isOf(tenant, object))));

/** That tenants go without a trace whatever they are like, and that nobody else notices. */
export function deletionSuite(world: () => World): void {
  const everything = (): Promise<ClusterObject[]> => allObjects(world().cluster);

  /** What is left of tenants, when that is no longer getting less: volumes go some time after their claims. */
  const leftOf = async (...gone: readonly string[]): Promise<string[]> => {
    for (let tries = 0; ; tries++) {
      const objects = await everything();
      const left = gone.flatMap((tenant) => ofTenant(objects, tenant));
      if (left.length === 0 || tries === 50) return left.map(objectName);
      await sleep(200);
    }
  };

  describe("a tenant that is destroyed", () => {
    test("while it is active and has used up its quota, leaves nothing, and its neighbours alone", async () => {
      const before = await everything();
      expect(ofTenant(before, "curie").length).toBeGreaterThan(400);
      const neighbours = neighboursOf(before, "curie");
      expect(Object.keys(neighbours).length).toBeGreaterThan(300);
      expect(await world().run("destroy", "curie", "--yes")).toEqual([["curie", "destroyed", []]]);
      expect(await leftOf("curie")).toEqual([]);
      expect(neighboursOf(await everything())).toEqual(neighbours);
    });

    test("while it is suspended or half there, leaves nothing, and its neighbours alone", async () => {
      const { cluster, order, run } = world();
      order("fermi", { ...tenants.fermi, state: "suspended" });
      order("gauss", { tier: "starter@2", environments: ["prod"] });
      await refuseRoutesOf(world(), "gauss");
      const [fermi, gauss] = await run("up", "fermi", "gauss");
      expect(fermi).toEqual(["fermi", "updated", []]);
      expect(gauss?.slice(0, 2)).toEqual(["gauss", "failed"]);
      expect(gauss?.[2].join("\n")).toContain("no routes today");

      const before = await everything();
      const namesOf = (tenant: string): string[] => ofTenant(before, tenant).map(objectName);
      expect(namesOf("gauss")).toContain(`namespaces gauss--apps--prod`);
      expect(namesOf("gauss").filter((name) => name.startsWith("httproutes."))).toEqual([]);
      expect(namesOf("fermi").filter((name) => name.startsWith("rolebindings."))).toEqual([]);
      expect(namesOf("fermi")).toContain(`persistentvolumeclaims ${namespaceOf("fermi")}/files--data`);

      const neighbours = neighboursOf(before, "fermi", "gauss");
      expect(await run("destroy", "fermi", "gauss", "--yes")).toEqual([
        ["fermi", "destroyed", []],
        ["gauss", "destroyed", []],
      ]);
      expect(await leftOf("fermi", "gauss")).toEqual([]);
      expect(neighboursOf(await everything())).toEqual(neighbours);
      expect((await cluster.ask("DELETE", `${admission}/validatingadmissionpolicies/no-routes`)).status).toBe(200);
    });

    test("would be seen to have touched a neighbour, or to have left something", async () => {
      const { ask } = world().cluster;
      const before = neighboursOf(await everything());
      const path = `/api/v1/namespaces/${namespaceOf("ada")}/resourcequotas/tenantry`;
      const quota = (await ask("GET", path)).body as { spec: { hard: Record<string, string> } };
      quota.spec.hard["pods"] = "19";
      expect((await ask("PUT", path, quota)).status).toBe(200);
      const left = { metadata: { name: "left", labels: { [tenantKey]: "curie" } } };
      expect((await ask("POST", "/api/v1/namespaces/default/configmaps", left)).status).toBe(201);
      const after = neighboursOf(await everything());
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      expect(changed.toSorted()).toEqual(["configmaps default/left", `resourcequotas ${namespaceOf("ada")}/tenantry`]);
      expect(ofTenant(await everything(), "curie").map(objectName)).toEqual(["configmaps default/left"]);
    });
  });
}

/** A policy that stands between a tenant's first run and its end. */
async function refuseRoutesOf({ cluster }: World, tenant: string): Promise<void> {
  const name = "no-routes";
  const made = [
    await cluster.ask("POST", `${admission}/validatingadmissionpolicies`, {
      metadata: { name },
      spec: {
        matchConstraints: {
          namespaceSelector: { matchLabels: { [tenantKey]: tenant } },
          resourceRules: [
            {
              apiGroups: ["gateway.networking.k8s.io"],
              apiVersions: ["*"],
              operations: ["CREATE"],
              resources: ["httproutes"],
            },
          ],
        },
        validations: [{ expression: "false", message: "no routes today" }],
      },
    }),
    await cluster.ask("POST", `${admission}/validatingadmissionpolicybindings`, {
      metadata: { name },
      spec: { policyName: name, validationActions: ["Deny"] },
    }),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 201]);
}
