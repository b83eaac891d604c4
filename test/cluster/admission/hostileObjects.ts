import { describe, expect, test } from "@jest/globals";

import type { AdmissionServer } from "../../helpers/admissionServer.ts";
import { hostileServices } from "../../helpers/hostileObjects/services.ts";
import { hostileVolumes } from "../../helpers/hostileObjects/volumes.ts";
import { harmlessPod } from "../../helpers/hostilePods/pod.ts";
import { database, databases, noDatabases, hostileToDatabases } from "../../helpers/hostileObjects/databases.ts";
import { hostileRoutes, hosts } from "../../helpers/hostileObjects/hosts.ts";
import {
  claim,
  claims,
  gatewayApi,
  listeners,
  pods,
  route,
  secrets,
  service,
  services,
} from "../../helpers/tenantObjects.ts";
import { acme, asking, denied, lax, named, refusal } from "./asking.ts";

/** What is not a pod and would harm neighbours. */
export function describeHostileObjects(server: () => AdmissionServer): void {
  const { create, send } = asking(server);

  describe("other hostile objects are refused", () => {
    test.each([...hostileServices, ...hostileVolumes, ...hostileRoutes, ...hostileToDatabases])(
      "%s",
      async (_what, path, body, policy, message) => {
        expect(refusal(await create(acme, path, body))).toEqual(denied(policy, message));
      },
    );

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
      expect(refusal(await server().ask("POST", path, body))).toEqual(
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
}
