import { expect, test } from "@jest/globals";

import { hostsOwn } from "../../../policies/rules/isolation/hostsOwn.ts";
import { listenersBounded } from "../../../policies/rules/isolation/listenersBounded.ts";
import { listenersEncrypted } from "../../../policies/rules/isolation/listenersEncrypted.ts";
import { plainRequestsRedirected } from "../../../policies/rules/isolation/plainRequestsRedirected.ts";
import { routesOwn } from "../../../policies/rules/isolation/routesOwn.ts";
import { servicesInternal } from "../../../policies/rules/isolation/servicesInternal.ts";
import { waysInShared } from "../../../policies/rules/isolation/waysInShared.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";

const gatewayApi = "kubernetes:gateway.networking.k8s.io/v1";
const inCell = (rule: Rule, ...resources: Parameters<typeof judged>[1][]): string[] =>
  judgedIn(rule, { name: "cell-eu-shared-1", resources });

test.each([
  [{}, []],
  [{ type: "ClusterIP", externalIPs: [] }, []],
  [{ type: "ClusterIP", clusterIP: "None" }, []],
  [{ type: "NodePort" }, ["web spec.type: spec.type should be ClusterIP."]],
  [
    { type: "LoadBalancer", loadBalancerIP: "203.0.113.1" },
    [
      "web spec.loadBalancerIP: spec.loadBalancerIP should be left out.",
      "web spec.type: spec.type should be ClusterIP.",
    ],
  ],
  [
    { type: "ExternalName", externalName: "x.example" },
    ["web spec.externalName: spec.externalName should be left out.", "web spec.type: spec.type should be ClusterIP."],
  ],
  [{ externalIPs: ["203.0.113.1"] }, ["web spec.externalIPs: spec.externalIPs should be empty."]],
])("judges the service %j", (spec, expected) => {
  const service = resource("kubernetes:core/v1:Service", "web", { spec });
  expect(judged(servicesInternal, service)).toEqual(expected);
  expect(inCell(servicesInternal, service)).toEqual(expected);
});

test.each(["Gateway", "GatewayClass", "ReferenceGrant", "TCPRoute"])("a %s is the cell's alone", (kind) => {
  const object = resource(`${gatewayApi}:${kind}`, "own", {});
  expect(judged(waysInShared, object)).toEqual(["own: The object should not be in a tenant's stack."]);
  expect(inCell(waysInShared, object)).toEqual([]);
});

test("tenants have listeners and routes, and no ingress", () => {
  expect(judged(waysInShared, resource(`${gatewayApi}:ListenerSet`, "own", {}))).toEqual([]);
  expect(judged(waysInShared, resource(`${gatewayApi}:HTTPRoute`, "own", {}))).toEqual([]);
  expect(judged(waysInShared, resource("kubernetes:networking.k8s.io/v1:Ingress", "own", {}))).toEqual([
    "own: The object should not be in a tenant's stack.",
  ]);
});

const namespace = "acme--apps--prod";
const tls = { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "shop.example" }] };
const listener = { name: "shop", hostname: "shop.example", port: 443, protocol: "HTTPS", tls };
const parentRef = { kind: "Gateway", name: "tenantry", namespace: "tenantry-cell" };
const set = (change: object, spec: object = {}) =>
  resource(`${gatewayApi}:ListenerSet`, "set", {
    metadata: { namespace },
    spec: { parentRef, listeners: [{ ...listener, ...change }], ...spec },
  });
const certificates =
  "set spec.listeners.0.tls.certificateRefs: tls.certificateRefs of a listener should be secrets of its namespace.";

test.each([
  [{}, []],
  [{ tls: { certificateRefs: [{ name: "x", namespace }] } }, []],
  [{ protocol: "HTTP" }, ["set spec.listeners.0.protocol: protocol of a listener should be HTTPS."]],
  [{ protocol: undefined }, ["set spec.listeners.0.protocol: protocol of a listener should be HTTPS."]],
  [
    { tls: { ...tls, mode: "Passthrough" } },
    ["set spec.listeners.0.tls.mode: tls.mode of a listener should be Terminate."],
  ],
  [{ tls: {} }, [certificates]],
  [{ tls: undefined }, [certificates]],
  [{ tls: { certificateRefs: [{ name: "x", namespace: "globex--apps--prod" }] } }, [certificates]],
])("a listener with %j", (change, expected) => {
  expect(judged(listenersEncrypted, set(change))).toEqual(expected);
});

test("the cell's gateway may listen without TLS for its own routes", () => {
  const gateway = (allowedRoutes: unknown) =>
    resource(`${gatewayApi}:Gateway`, "set", { spec: { listeners: [{ protocol: "HTTP", port: 80, allowedRoutes }] } });
  expect(inCell(listenersEncrypted, gateway({ namespaces: { from: "Same" } }))).toEqual([]);
  expect(inCell(listenersEncrypted, gateway(undefined))).toEqual([]);
  const plain = ["set spec.listeners.0.protocol: protocol of a listener should be HTTPS."];
  expect(inCell(listenersEncrypted, gateway({ namespaces: { from: "All" } }))).toEqual(plain);
  expect(judged(listenersEncrypted, gateway(undefined))).toEqual(plain);
});

const ofTenants = {
  namespaces: {
    from: "Selector",
    selector: { matchExpressions: [{ key: "tenantry.dev/tenant", operator: "Exists" }] },
  },
};
const from =
  "set spec.listeners.0.allowedRoutes.namespaces.from: allowedRoutes.namespaces.from of a listener should be Same.";

test.each([
  [{ allowedListeners: ofTenants }, []],
  [{}, []],
  [{ allowedListeners: { namespaces: { from: "Same" } } }, []],
  [
    { allowedListeners: { namespaces: { from: "All" } } },
    [
      "set spec.allowedListeners.namespaces: spec.allowedListeners.namespaces should be those with the label tenantry.dev/tenant.",
    ],
  ],
  [
    { allowedListeners: { namespaces: { from: "Selector", selector: {} } } },
    [
      "set spec.allowedListeners.namespaces: spec.allowedListeners.namespaces should be those with the label tenantry.dev/tenant.",
    ],
  ],
  [{ listeners: [{ allowedRoutes: { namespaces: { from: "All" } } }] }, [from]],
])("a cell's gateway with %j", (spec, expected) => {
  expect(inCell(listenersBounded, resource(`${gatewayApi}:Gateway`, "set", { spec }))).toEqual(expected);
});

test.each([
  [{}, {}, []],
  [{ allowedRoutes: { namespaces: { from: "All" } } }, {}, [from]],
  [
    {},
    { parentRef: { ...parentRef, namespace: "acme--apps--prod" } },
    ["set spec.parentRef: spec.parentRef should be the cell's gateway."],
  ],
  [{}, { parentRef: undefined }, ["set spec.parentRef: spec.parentRef should be the cell's gateway."]],
])("a set of listeners with %j and %j", (change, spec, expected) => {
  expect(judged(listenersBounded, set(change, spec))).toEqual(expected);
});

const place = (hosts?: string) =>
  resource("kubernetes:core/v1:Namespace", "prod", {
    metadata: { name: namespace, ...(hosts !== undefined && { annotations: { "tenantry.dev/hosts": hosts } }) },
  });
const route = (spec: object) => resource(`${gatewayApi}:HTTPRoute`, "route", { metadata: { namespace }, spec });
const notOrdered = (where: string): string =>
  `${where}: ${where.split(" ")[1] ?? ""} should be a host that is ordered for the environment.`;

test.each([
  ["shop.example", ["shop.example"], []],
  ["a.example,shop.example", ["shop.example"], []],
  ["a.example,shop.example", ["a.example", "shop.example.evil.com"], [notOrdered("route spec.hostnames.1")]],
  ["shop.example", [], [notOrdered("route spec.hostnames")]],
  ["shop.example", ["*"], [notOrdered("route spec.hostnames.0")]],
  [undefined, ["shop.example"], [notOrdered("route spec.hostnames.0")]],
])("with the hosts %j a route answers for %j", (ordered, hostnames, expected) => {
  expect(judged(hostsOwn, place(ordered), route({ hostnames }))).toEqual(expected);
});

test("a listener answers for a host that is ordered, and never for all", () => {
  expect(judged(hostsOwn, place("shop.example"), set({}))).toEqual([]);
  expect(judged(hostsOwn, place("shop.example"), set({ hostname: undefined }))).toEqual([
    notOrdered("set spec.listeners.0.hostname"),
  ]);
  expect(judged(hostsOwn, set({}))).toEqual([notOrdered("set spec.listeners.0.hostname")]);
});

const own = {
  parentRefs: [{ kind: "ListenerSet", name: "tenantry" }],
  rules: [{ backendRefs: [{ name: "shop", port: 80 }] }],
};

test.each([
  [own, []],
  [{ ...own, parentRefs: [{ kind: "ListenerSet", name: "tenantry", namespace }] }, []],
  [{ ...own, parentRefs: [] }, ["route spec.parentRefs: spec.parentRefs should have a ListenerSet."]],
  [
    { ...own, parentRefs: [{ kind: "Gateway", name: "tenantry", namespace: "tenantry-cell" }] },
    ["route spec.parentRefs.0: spec.parentRefs.0 should be a ListenerSet of the route's namespace."],
  ],
  [
    { ...own, parentRefs: [{ kind: "ListenerSet", name: "tenantry", namespace: "globex--apps--prod" }] },
    ["route spec.parentRefs.0: spec.parentRefs.0 should be a ListenerSet of the route's namespace."],
  ],
  [
    { ...own, rules: [{ backendRefs: [{ name: "shop", namespace: "globex--apps--prod" }] }] },
    ["route spec.rules.0.backendRefs.0: spec.rules.0.backendRefs.0 should be a Service of the route's namespace."],
  ],
  [
    { ...own, rules: [{ backendRefs: [{ kind: "Bucket", name: "x" }] }] },
    ["route spec.rules.0.backendRefs.0: spec.rules.0.backendRefs.0 should be a Service of the route's namespace."],
  ],
  [
    { ...own, rules: [{ filters: [{ requestMirror: { backendRef: { name: "x", namespace: "evil" } } }] }] },
    [
      "route spec.rules.0.filters.0.requestMirror.backendRef: spec.rules.0.filters.0.requestMirror.backendRef should be a Service of the route's namespace.",
    ],
  ],
])("a route leads from its listeners to its services: %j", (spec, expected) => {
  expect(judged(routesOwn, route(spec))).toEqual(expected);
  expect(inCell(routesOwn, route(spec))).toEqual([]);
});

const redirect = { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https" } }] };

test.each([
  [[redirect], []],
  [[], ["route spec.rules: spec.rules should send to HTTPS."]],
  [
    [{ ...redirect, backendRefs: [{ name: "x" }] }],
    ["route spec.rules.0: A rule of a cell's route should send to HTTPS and to no backend."],
  ],
  [
    [redirect, { filters: [{ requestRedirect: { scheme: "http" } }] }],
    ["route spec.rules.1: A rule of a cell's route should send to HTTPS and to no backend."],
  ],
])("a cell's route only sends to HTTPS: %j", (rules, expected) => {
  expect(inCell(plainRequestsRedirected, route({ rules }))).toEqual(expected);
  expect(judged(plainRequestsRedirected, route({ rules }))).toEqual([]);
});
