import { describe, expect, test } from "@jest/globals";

import type { AdmissionServer } from "../../helpers/admissionServer.ts";
import { harmlessPod } from "../../helpers/hostilePods/pod.ts";
import { claims, pods, secrets, services } from "../../helpers/tenantObjects.ts";
import { acme, asking, denied, refusal } from "./asking.ts";

/** A namespace of nobody's. */
const plain = "monitoring";

/** The account of the operator of databases. */
const operator = {
  user: "system:serviceaccount:cnpg-system:cnpg-manager",
  groups: ["developers", "system:authenticated"],
};

/** What the policies do not look at. */
export function describeUntouched(server: () => AdmissionServer): void {
  const { create, send } = asking(server);

  describe("what the rules leave alone", () => {
    const foreign = {
      ...harmlessPod,
      containers: [{ ...harmlessPod.containers[0], image: "docker.io/library/nginx" }],
    };

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
      const made = await server().until(
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
}
