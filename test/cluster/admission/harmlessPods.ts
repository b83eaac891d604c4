import { describe, expect, test } from "@jest/globals";

import type { AdmissionServer } from "../../helpers/admissionServer.ts";
import { harmlessPod } from "../../helpers/hostilePods/pod.ts";
import { makers, pods, selector } from "../../helpers/tenantObjects.ts";
import { acme, asking, globex, lax, refusal } from "./asking.ts";

/** Pods that are let in, and what they get. */
export function describeHarmlessPods(server: () => AdmissionServer): void {
  const { create, send } = asking(server);

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
      const { items } = await server().until(
        async () => (await send("GET", globex, `${pods}?labelSelector=app%3Dweb`)).body as { items: readonly Pod[] },
        (found) => found.items.length > 0,
      );
      expect(items[0]?.spec.nodeSelector).toEqual({ "tenantry.dev/tenant": "globex" });
      expect(items[0]?.spec.priorityClassName).toBe("tenantry-high");
    });
  });
}
