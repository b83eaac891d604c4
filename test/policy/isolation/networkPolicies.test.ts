import { expect, test } from "@jest/globals";

import { networkEgressNarrow } from "../../../policies/rules/isolation/networkEgressNarrow.ts";
import { networkIngressNarrow } from "../../../policies/rules/isolation/networkIngressNarrow.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";

const policy = (spec: unknown) => resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "open", { spec });
const named = (name: string, more: object = {}) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  ...more,
});
const dns = { podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
const closedBlocks = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

const narrow = [
  { podSelector: {} },
  { podSelector: { matchLabels: { app: "x" } } },
  { namespaceSelector: { matchLabels: { "tenantry.dev/gateway": "true" } } },
  { namespaceSelector: { matchLabels: { "tenantry.dev/tenant": "acme" } } },
  named("acme--apps--test"),
  named("x---acme--apps"),
  named("kube-system", dns),
];
const wide = [
  {},
  undefined,
  { namespaceSelector: {} },
  { namespaceSelector: { matchExpressions: [{ key: "tenantry.dev/tenant", operator: "Exists" }] } },
  { namespaceSelector: { matchLabels: { "tenantry.dev/tenant": "globex" } } },
  named("globex--apps--prod"),
  named("globex--apps--prod", dns),
  named("acme-evil--apps--prod"),
  named("kube-system"),
  named("kube-system", { podSelector: {} }),
];

test.each(narrow)("lets in and leads to the narrow peer %j", (peer) => {
  expect(judged(networkIngressNarrow, policy({ ingress: [{ from: [peer] }] }))).toEqual([]);
  expect(judged(networkEgressNarrow, policy({ egress: [{ to: [peer] }] }))).toEqual([]);
});

test.each(wide)("neither lets in nor leads to the wide peer %j", (peer) => {
  expect(judged(networkIngressNarrow, policy({ ingress: [{}, { from: [{ podSelector: {} }, peer] }] }))).toEqual([
    "open spec.ingress.0.from: from of a rule should say whom it lets in.",
    "open spec.ingress.1.from.1: from of a rule should let in no other tenant's pods.",
  ]);
  expect(judged(networkEgressNarrow, policy({ egress: [{ to: [{ podSelector: {} }, peer] }] }))).toEqual([
    "open spec.egress.0.to.1: to of a rule should lead to no other tenant's pods.",
  ]);
});

test("no addresses are let in", () => {
  expect(
    judged(networkIngressNarrow, policy({ ingress: [{ from: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }] })),
  ).toEqual([
    "open spec.ingress.0.from.0.ipBlock: from of a rule should have no addresses: the gateway is the way in.",
  ]);
});

const out = (ipBlock: unknown, ports: unknown = [{ protocol: "TCP", port: 443 }]) =>
  policy({ egress: [{ to: [{ ipBlock }], ports }] });
const cidr = "open spec.egress.0.to.0.ipBlock.cidr";
const open = `${cidr}: cidr of an ipBlock should have no private or link-local addresses but for what except leaves out.`;

test.each([
  [{ cidr: "203.0.113.0/24" }, []],
  [{ cidr: "0.0.0.0/0", except: closedBlocks }, []],
  [{ cidr: "0.0.0.0/0", except: [...closedBlocks.filter((block) => block !== "10.0.0.0/8"), "8.0.0.0/6"] }, []],
  [{ cidr: "0.0.0.0/0", except: closedBlocks.slice(1) }, [open]],
  [{ cidr: "0.0.0.0/0", except: [...closedBlocks.filter((block) => block !== "10.0.0.0/8"), "10.0.0.0/16"] }, [open]],
  [{ cidr: "0.0.0.0/0" }, [open]],
  [{ cidr: "10.96.0.0/12" }, [open]],
  [{ cidr: "169.254.169.254/32" }, [open]],
  [{ cidr: "::/0" }, [`${cidr}: cidr of an ipBlock should be an IPv4 network.`]],
  [{ cidr: 3 }, [`${cidr}: cidr of an ipBlock should be an IPv4 network.`]],
  [{ except: closedBlocks }, [`${cidr}: cidr of an ipBlock should be an IPv4 network.`]],
])("leads to the addresses %j", (block, expected) => {
  expect(judged(networkEgressNarrow, out(block))).toEqual(expected);
});

test("an estate may close more", () => {
  const settings = { "isolation/network-egress-narrow": { closed: ["203.0.113.0/28"] } };
  const resources = [out({ cidr: "203.0.113.0/24" })];
  expect(judgedIn(networkEgressNarrow, { name: "acme", settings, resources })).toEqual([open]);
});

test("addresses without ports are open on all", () => {
  expect(judged(networkEgressNarrow, out({ cidr: "203.0.113.0/24" }, []))).toEqual([
    "open spec.egress.0.ports: ports of a rule that leads to addresses should be set.",
  ]);
});

const database = { matchLabels: { "cnpg.io/cluster": "db" } };
const everywhere = ["open spec.egress.0.to: to of a rule should say where it leads."];

test.each([
  [database, [{ protocol: "TCP", port: 443 }, { port: 6443 }], []],
  [database, [{ protocol: "TCP", port: 5432 }], everywhere],
  [database, [{ protocol: "UDP", port: 443 }], everywhere],
  [database, [{ protocol: "TCP", port: 443, endPort: 9000 }], everywhere],
  [database, [], everywhere],
  [{}, [{ protocol: "TCP", port: 443 }], everywhere],
])("leads everywhere from the pods %j by %j", (podSelector, ports, expected) => {
  expect(judged(networkEgressNarrow, policy({ podSelector, egress: [{ ports }] }))).toEqual(expected);
});

test("what allows nothing is narrow", () => {
  for (const spec of [
    { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    undefined,
    { ingress: [], egress: [] },
  ]) {
    expect(judged(networkIngressNarrow, policy(spec))).toEqual([]);
    expect(judged(networkEgressNarrow, policy(spec))).toEqual([]);
  }
});
