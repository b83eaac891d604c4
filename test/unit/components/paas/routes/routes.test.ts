import { describe, expect, test } from "@jest/globals";

import type { HostPlan } from "../../../../../components/paas/routes/plan.ts";
import { EnvironmentRoutes } from "../../../../../components/paas/routes/routes.ts";
import { inputsOf, renderComponent, treeOf } from "../../../../helpers/renderComponent.ts";

const labels = { "tenantry.dev/tenant": "globex" };
const place = { namespace: "globex--apps--prod", labels };
const ownership = { "pulumi.com/patchForce": "true" };
const hosts: readonly HostPlan[] = [
  {
    name: "www.globex.example",
    certificate: "www.globex.example",
    path: "/",
    backend: { service: "web", port: 80 },
  },
  {
    name: "api.globex.example",
    certificate: "api.globex.example",
    path: "/v1",
    backend: { service: "api", port: 80 },
  },
];
const listenerSets = "kubernetes:gateway.networking.k8s.io/v1:ListenerSet";
const routes = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";

const render = (issuer?: string) =>
  renderComponent(() => ({
    urn: new EnvironmentRoutes("apps--prod", { ...place, hosts, ...(issuer !== undefined && { issuer }) }).urn,
  }));

describe("the hosts of an environment", () => {
  test("have a listener each in one set, and a route each", async () => {
    const rendered = await render("letsencrypt");
    expect(treeOf(rendered)).toEqual([
      `${routes} apps--prod-api.globex.example < apps--prod`,
      `${routes} apps--prod-www.globex.example < apps--prod`,
      `${listenerSets} apps--prod-listeners < apps--prod`,
      "tenantry:paas:EnvironmentRoutes apps--prod < tenantry-test",
    ]);
    const listener = (host: string) => ({
      name: host,
      hostname: host,
      port: 443,
      protocol: "HTTPS",
      tls: { mode: "Terminate", certificateRefs: [{ group: "", kind: "Secret", name: host }] },
      allowedRoutes: {
        namespaces: { from: "Same" },
        kinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }],
      },
    });
    expect(inputsOf(rendered, listenerSets)).toEqual({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "ListenerSet",
      metadata: {
        name: "tenantry",
        namespace: "globex--apps--prod",
        labels,
        annotations: {
          ...ownership,
          "cert-manager.io/cluster-issuer": "letsencrypt",
        },
      },
      spec: {
        parentRef: {
          group: "gateway.networking.k8s.io",
          kind: "Gateway",
          name: "tenantry",
          namespace: "tenantry-cell",
        },
        listeners: [listener("www.globex.example"), listener("api.globex.example")],
      },
    });
    expect(inputsOf(rendered, routes, "apps--prod-api.globex.example")).toEqual({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: { name: "api.globex.example", namespace: "globex--apps--prod", labels, annotations: ownership },
      spec: {
        parentRefs: [
          {
            group: "gateway.networking.k8s.io",
            kind: "ListenerSet",
            name: "tenantry",
            sectionName: "api.globex.example",
          },
        ],
        hostnames: ["api.globex.example"],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/v1" } }],
            backendRefs: [{ group: "", kind: "Service", name: "api", port: 80, weight: 1 }],
          },
        ],
      },
    });
  });

  test("wait for certificates that the customer brings where there is no issuer", async () => {
    const rendered = await render();
    expect(inputsOf(rendered, listenerSets)["metadata"]).toEqual({
      name: "tenantry",
      namespace: "globex--apps--prod",
      labels,
      annotations: ownership,
    });
  });
});
