/** Open ways between pods, and what holds of network policies whatever they say. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { crossTenantPaths, openPaths, tellingPorts } from "../../helpers/networkPaths.ts";
import { allowed, protocols, type Namespace, type NetworkPolicy, type Pod } from "../../helpers/networkPolicies.ts";

const pod = (namespace: string, name: string): Pod => ({ namespace, name, labels: {} });
const policy = (name: string, spec: NetworkPolicy["spec"], namespace: string): NetworkPolicy => {
  return { metadata: { name, namespace }, spec };
};

describe("ways between tenants", () => {
  const tenantOf = (tenant: string): Record<string, string> => ({ "tenantry.dev/tenant": tenant });
  const spaces: Namespace[] = [
    { name: "a1", labels: tenantOf("a") },
    { name: "a2", labels: tenantOf("a") },
    { name: "b1", labels: tenantOf("b") },
    { name: "system", labels: {} },
  ];
  const pods = spaces.map(({ name }) => pod(name, "x"));
  const closed = spaces.map(({ name }) => policy("closed", { policyTypes: ["Ingress", "Egress"] }, name));

  test("are none where both are closed, and each range of ports that a policy opens where both let it", () => {
    expect(crossTenantPaths(closed, spaces, pods)).toEqual([]);
    const into = policy("in", { ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }, "b1");
    const out = policy("out", { egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 85 }] }] }, "a1");
    expect(crossTenantPaths([...closed, into, out], spaces, pods)).toEqual([
      {
        from: "a1/x",
        to: "b1/x",
        port: 85,
        protocol: "TCP",
        because: "egress of a1/x: out; ingress of b1/x: in",
      },
    ]);
  });

  test("are all where nothing is closed; a tenant's own and the platform's are none of them", () => {
    const paths = crossTenantPaths([], spaces, pods);
    expect(new Set(paths.map(({ from, to }) => `${from} ${to}`))).toEqual(
      new Set(["a1/x b1/x", "a2/x b1/x", "b1/x a1/x", "b1/x a2/x"]),
    );
    expect(paths.map(({ port, protocol }) => `${String(port)} ${protocol}`).slice(0, 3)).toEqual([
      "1 TCP",
      "1 UDP",
      "1 SCTP",
    ]);
  });
});

const labels = fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"), {
  maxKeys: 2,
  noNullPrototype: true,
});
const selector = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: labels }),
  fc.record({
    matchExpressions: fc.array(
      fc.record({
        key: fc.constantFrom("a", "b"),
        operator: fc.constantFrom("In", "NotIn", "Exists", "DoesNotExist"),
        values: fc.array(fc.constantFrom("1", "2"), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  }),
);
const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ namespaceSelector: selector, podSelector: selector }),
  fc.record({ ipBlock: fc.constantFrom({ cidr: "10.0.0.0/8" }, { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }) }),
);
const portRule = fc.oneof(
  fc.record({ protocol: fc.constantFrom(...protocols), port: fc.constantFrom<number | string>(80, 443, "named") }),
  fc.record({ port: fc.integer({ min: 1, max: 100 }), endPort: fc.integer({ min: 100, max: 200 }) }),
);
const rules = { peers: fc.array(peer, { maxLength: 2 }), ports: fc.array(portRule, { maxLength: 2 }) };
const policyIn = fc
  .record({
    name: fc.constantFrom("p", "q", "r"),
    namespace: fc.constantFrom("one", "two"),
    podSelector: selector,
    policyTypes: fc.subarray(["Ingress", "Egress"]),
    ingress: fc.array(fc.record({ from: rules.peers, ports: rules.ports }), { maxLength: 2 }),
    egress: fc.array(fc.record({ to: rules.peers, ports: rules.ports }), { maxLength: 2 }),
  })
  .map(({ name, namespace, ...spec }) => policy(name, spec, namespace));
const podIn = fc
  .record({ namespace: fc.constantFrom("one", "two"), name: fc.constantFrom("x", "y"), labels, address: fc.ipV4() })
  .map((made): Pod => ({ ...made, ports: [{ name: "named", containerPort: 8080 }] }));
const spaces = fc.tuple(labels, labels).map(([one, two]): Namespace[] => [
  { name: "one", labels: one },
  { name: "two", labels: two },
]);
const world = fc.record({ policies: fc.array(policyIn, { maxLength: 4 }), spaces, from: podIn, to: podIn });

describe("whatever the policies", () => {
  const port = fc.integer({ min: 1, max: 65_535 });
  const protocolOf = fc.constantFrom(...protocols);

  test("their order means nothing", () => {
    fc.assert(
      fc.property(world, port, protocolOf, ({ policies, spaces: known, from, to }, at, by) => {
        const there = allowed(policies, known, from, to, at, by).allowed;
        expect(allowed(policies.toReversed(), known, from, to, at, by).allowed).toBe(there);
      }),
    );
  });

  test("one more can close a direction, but takes nothing from one that is closed already", () => {
    fc.assert(
      fc.property(world, policyIn, port, protocolOf, ({ policies, spaces: known, from, to }, more, at, by) => {
        const closed = ["one", "two"].map((name) => policy("closed", { policyTypes: ["Ingress", "Egress"] }, name));
        const before = allowed([...closed, ...policies], known, from, to, at, by).allowed;
        const after = allowed([...closed, ...policies, more], known, from, to, at, by).allowed;
        expect(after || !before).toBe(true);
      }),
    );
  });

  test("ports between two telling ones are told apart by none", () => {
    fc.assert(
      fc.property(world, port, protocolOf, ({ policies, spaces: known, from, to }, at, by) => {
        const telling = tellingPorts(policies, [from, to]).findLast((one) => one <= at) ?? 0;
        const verdict = allowed(policies, known, from, to, at, by);
        expect(allowed(policies, known, from, to, telling, by)).toEqual(verdict);
        const paths = openPaths(policies, known, [from, to], (one) => one === from);
        expect(paths.some((path) => path.port === telling && path.protocol === by)).toBe(verdict.allowed);
      }),
    );
  });
});
