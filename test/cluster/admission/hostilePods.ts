import { describe, expect, test } from "@jest/globals";

import type { AdmissionServer } from "../../helpers/admissionServer.ts";
import { foreignImages } from "../../helpers/hostilePods/images.ts";
import { misplaced } from "../../helpers/hostilePods/placement.ts";
import { nodeVolumes, privileged } from "../../helpers/hostilePods/privileges.ts";
import { harmlessPod, specOf, type HostilePod } from "../../helpers/hostilePods/pod.ts";
import { insecure } from "../../helpers/hostilePods/insecure.ts";
import { makers, pods } from "../../helpers/tenantObjects.ts";
import { acme, asking, denied, lax, refusal } from "./asking.ts";

/** Pods that would harm neighbours or nodes, made by hand or by a controller. */
export function describeHostilePods(server: () => AdmissionServer): void {
  const { create, send } = asking(server);

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
      const pod = (await create(acme, pods, { spec: harmlessPod })).body as {
        metadata: { name: string };
        spec: object;
      };
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
}
