import { expect, test } from "@jest/globals";

import { NetworkOpenings } from "../../../../../components/paas/environment/openings.ts";
import { inputsOf, renderComponent, treeOf } from "../../../../helpers/renderComponent.ts";

const place = { namespace: "globex--apps--prod", labels: { "tenantry.dev/tenant": "globex" } };
const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

test("an environment is open to itself, to DNS, to the gateway and to what is declared", async () => {
  const egress = [
    { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"], protocol: "TCP", ports: [80, 443] },
    { cidr: "203.0.113.7/32", except: [], protocol: "UDP", ports: [123] },
  ] as const;
  const rendered = await renderComponent(() => ({ urn: new NetworkOpenings("apps--prod", { ...place, egress }).urn }));
  expect(treeOf(rendered)).toEqual([
    `${type} apps--prod-allow-dns < apps--prod`,
    `${type} apps--prod-allow-egress < apps--prod`,
    `${type} apps--prod-allow-gateway < apps--prod`,
    `${type} apps--prod-allow-same-environment < apps--prod`,
    "tenantry:paas:NetworkOpenings apps--prod < tenantry-test",
  ]);
  const spec = (name: string): unknown => inputsOf(rendered, type, `apps--prod-${name}`)["spec"];
  expect(spec("allow-same-environment")).toEqual({
    podSelector: {},
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [{ podSelector: {} }] }],
    egress: [{ to: [{ podSelector: {} }] }],
  });
  expect(spec("allow-dns")).toEqual({
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: [
          { protocol: "UDP", port: 53 },
          { protocol: "TCP", port: 53 },
        ],
      },
    ],
  });
  expect(spec("allow-gateway")).toEqual({
    podSelector: {},
    policyTypes: ["Ingress"],
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { "tenantry.dev/gateway": "true" } } }] }],
  });
  expect(spec("allow-egress")).toEqual({
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [
      {
        to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }],
        ports: [
          { protocol: "TCP", port: 80 },
          { protocol: "TCP", port: 443 },
        ],
      },
      { to: [{ ipBlock: { cidr: "203.0.113.7/32" } }], ports: [{ protocol: "UDP", port: 123 }] },
    ],
  });
});

test("without declared egress there is no policy for it, which would be one that allows nothing", async () => {
  const args = { ...place, egress: [] };
  const rendered = await renderComponent(() => ({ urn: new NetworkOpenings("apps--prod", args).urn }));
  expect(treeOf(rendered)).toEqual([
    `${type} apps--prod-allow-dns < apps--prod`,
    `${type} apps--prod-allow-gateway < apps--prod`,
    `${type} apps--prod-allow-same-environment < apps--prod`,
    "tenantry:paas:NetworkOpenings apps--prod < tenantry-test",
  ]);
});
