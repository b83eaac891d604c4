import { describe, expect, test } from "@jest/globals";

import type { AdmissionServer } from "../../helpers/admissionServer.ts";
import { gatewayApi, listeners, route } from "../../helpers/tenantObjects.ts";
import { asking, denied, refusal } from "./asking.ts";

/** The namespace of an application that tenants share. */
const pool = "tenantry--saas--shared";
const configMaps = "/api/v1 configmaps";

/** What may be written where objects of several tenants are. */
export function describeSharedObjects(server: () => AdmissionServer): void {
  const { create } = asking(server);
  const write = (path: string, body: object) => {
    const [group = "", resource = ""] = path.split(" ");
    return server().ask("POST", `${group}/namespaces/${pool}/${resource}`, body);
  };
  const metadata = (name: string, hosts?: string) => ({
    name,
    labels: { "tenantry.dev/tenant": "acme" },
    ...(hosts !== undefined && { annotations: { "tenantry.dev/hosts": hosts } }),
  });
  const own = { parentRefs: [{ group: "gateway.networking.k8s.io", kind: "ListenerSet", name: "acme--apps" }] };

  describe("among objects of several tenants", () => {
    test("the platform writes a tenant's record and ways, which say their hosts themselves", async () => {
      const said = metadata("acme--apps", "shop.acme.example");
      expect(await write(configMaps, { metadata: metadata("acme--apps"), data: {} })).toMatchObject({ status: 201 });
      expect(await write(`${gatewayApi} listenersets`, { ...listeners({}), metadata: said })).toMatchObject({
        status: 201,
      });
      expect(await write(`${gatewayApi} httproutes`, { ...route(own), metadata: said })).toMatchObject({ status: 201 });
    });

    test("and what all share, under any name", async () => {
      const body = { metadata: { name: "shared", labels: { "tenantry.dev/cell": "eu-shared-1" } }, data: {} };
      expect(await write(configMaps, body)).toMatchObject({ status: 201 });
    });

    test("but no object of a tenant's under another's name", async () => {
      expect(refusal(await write(configMaps, { metadata: metadata("globex--apps"), data: {} }))).toEqual(
        denied(
          "shared-objects",
          "objects of a tenant have names that begin as its own: globex--apps. Allowed: acme--<name>.",
        ),
      );
    });

    test("and no way for hosts that it does not say", async () => {
      const body = { ...route(own), metadata: metadata("acme--other", "www.acme.example") };
      expect(refusal(await write(`${gatewayApi} httproutes`, body))).toEqual(
        denied(
          "routes",
          "routes answer for the namespace's own hosts alone: shop.acme.example. Allowed: www.acme.example.",
        ),
      );
    });

    test("nobody else writes there, whatever their roles say", async () => {
      const body = { metadata: { name: "acme--mine" }, data: {} };
      expect(refusal(await create(pool, configMaps, body))).toEqual(
        denied(
          "shared-objects",
          "what several tenants share is the platform's to write: dev@acme.example. Allowed: the platform and the cluster itself.",
        ),
      );
    });
  });
}
