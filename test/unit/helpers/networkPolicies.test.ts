/** What network policies mean, by the examples that Kubernetes' documentation explains them with, told in other words. */
import { describe, expect, test } from "@jest/globals";

import {
  allowed,
  protocols,
  type End,
  type Namespace,
  type NetworkPolicy,
  type Pod,
  type Protocol,
} from "../../helpers/networkPolicies.ts";

const namespaces: Namespace[] = [
  { name: "default", labels: { team: "shop" } },
  { name: "web", labels: { team: "web" } },
  { name: "other", labels: {} },
];
const pod = (namespace: string, name: string, labels: Record<string, string> = {}, more: Partial<Pod> = {}): Pod => {
  return { namespace, name, labels, ...more };
};
const policy = (name: string, spec: NetworkPolicy["spec"], namespace = "default"): NetworkPolicy => {
  return { metadata: { name, namespace }, spec };
};
const database = pod("default", "database", { role: "db" });
const frontend = pod("default", "frontend", { role: "frontend" });
const stranger = pod("other", "stranger", { role: "frontend" });
const webPod = pod("web", "page");

const open = (policies: readonly NetworkPolicy[], from: End, to: End, port = 80, protocol: Protocol = "TCP"): boolean =>
  allowed(policies, namespaces, from, to, port, protocol).allowed;

describe("a pod that no policy selects", () => {
  test("reaches everything and is reached from everywhere", () => {
    const elsewhere = policy("closed", { podSelector: {} }, "web");
    expect(allowed([elsewhere], namespaces, frontend, database, 80)).toEqual({
      allowed: true,
      because: "egress of default/frontend: no policy selects it; ingress of default/database: no policy selects it",
    });
    expect(open([elsewhere], "203.0.113.1", database)).toBe(true);
    expect(open([elsewhere], database, "203.0.113.1")).toBe(true);
  });

  test("stays open in the direction that its policies do not speak of", () => {
    const ingress = [policy("in", { podSelector: {}, policyTypes: ["Ingress"] })];
    const egress = [policy("out", { podSelector: {}, policyTypes: ["Egress"] })];
    expect([open(ingress, "203.0.113.1", database), open(ingress, database, "203.0.113.1")]).toEqual([false, true]);
    expect([open(egress, "203.0.113.1", database), open(egress, database, "203.0.113.1")]).toEqual([true, false]);
  });
});

describe("the documentation's large example", () => {
  const policies = [
    policy("example", {
      podSelector: { matchLabels: { role: "db" } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            { ipBlock: { cidr: "172.17.0.0/16", except: ["172.17.1.0/24"] } },
            { namespaceSelector: { matchLabels: { team: "web" } } },
            { podSelector: { matchLabels: { role: "frontend" } } },
          ],
          ports: [{ protocol: "TCP", port: 6379 }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/24" } }], ports: [{ protocol: "TCP", port: 5978 }] }],
    }),
  ];

  test.each<[string, End, number, Protocol, boolean]>([
    ["a frontend of the same namespace", frontend, 6379, "TCP", true],
    ["the same on another port", frontend, 6380, "TCP", false],
    ["the same by another protocol", frontend, 6379, "UDP", false],
    ["any pod of a namespace with the label", webPod, 6379, "TCP", true],
    ["a frontend of another namespace", stranger, 6379, "TCP", false],
    ["another pod of the same namespace", pod("default", "batch"), 6379, "TCP", false],
    ["an address of the block", "172.17.0.255", 6379, "TCP", true],
    ["an address of the exception", "172.17.1.1", 6379, "TCP", false],
    ["the first address after it", "172.17.2.0", 6379, "TCP", true],
    ["any other address", "172.18.0.1", 6379, "TCP", false],
    ["an address of the other family", "2001:db8::1", 6379, "TCP", false],
  ])("%s", (_what, from, port, protocol, expected) => {
    expect(open(policies, from, database, port, protocol)).toBe(expected);
  });

  test("lets out to its block on its port alone, and says what keeps the rest", () => {
    expect(open(policies, database, "10.0.0.255", 5978)).toBe(true);
    expect(open(policies, database, "10.0.1.0", 5978)).toBe(false);
    expect(allowed(policies, namespaces, database, frontend, 5978)).toEqual({
      allowed: false,
      because: "egress of default/database: no rule of example",
    });
    expect(allowed(policies, namespaces, frontend, database, 6379).because).toBe(
      "egress of default/frontend: no policy selects it; ingress of default/database: example",
    );
  });
});

describe("peers", () => {
  const from = (
    ...peers: NonNullable<NonNullable<NetworkPolicy["spec"]["ingress"]>[number]["from"]>
  ): NetworkPolicy[] => [policy("in", { ingress: [{ from: peers }] })];
  const webRole = { matchLabels: { role: "frontend" } };
  const webTeam = { matchLabels: { team: "web" } };
  const reaching = (policies: readonly NetworkPolicy[]): string[] =>
    [frontend, webPod, stranger, pod("web", "client", { role: "frontend" })]
      .filter((one) => open(policies, one, database))
      .map(({ namespace, name }) => `${namespace}/${name}`);

  test("two selectors of one peer both have to hold, of two peers one has to", () => {
    expect(reaching(from({ namespaceSelector: webTeam, podSelector: webRole }))).toEqual(["web/client"]);
    expect(reaching(from({ namespaceSelector: webTeam }, { podSelector: webRole }))).toEqual([
      "default/frontend",
      "web/page",
      "web/client",
    ]);
  });

  test("an empty selector takes all pods of the policy's namespace, or of all namespaces, and no address", () => {
    expect(reaching(from({ podSelector: {} }))).toEqual(["default/frontend"]);
    expect(reaching(from({ namespaceSelector: {} }))).toHaveLength(4);
    expect(open(from({ namespaceSelector: {} }), "10.0.0.1", database)).toBe(false);
  });

  test("a namespace can be named: the server labels it, whatever else says its labels", () => {
    const named = from({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } } });
    expect(reaching(named)).toEqual(["other/stranger"]);
    const liar = [...namespaces.slice(1), { name: "default", labels: { "kubernetes.io/metadata.name": "other" } }];
    expect(allowed(named, liar, frontend, database, 80).allowed).toBe(false);
  });

  test.each<[string, string[] | undefined, string[]]>([
    ["In", ["web", "shop"], ["default/frontend", "web/page", "web/client"]],
    ["NotIn", ["web"], ["default/frontend", "other/stranger"]],
    ["Exists", undefined, ["default/frontend", "web/page", "web/client"]],
    ["DoesNotExist", undefined, ["other/stranger"]],
  ])("the operator %s of %j", (operator, values, expected) => {
    const expression = { key: "team", operator, ...(values && { values }) };
    expect(reaching(from({ namespaceSelector: { matchExpressions: [expression] } }))).toEqual(expected);
  });

  test("a block takes pods by their address", () => {
    const block = from({ ipBlock: { cidr: "10.1.0.0/16" } });
    expect(open(block, { ...stranger, address: "10.1.2.3" }, database)).toBe(true);
    expect(open(block, { ...stranger, address: "10.2.2.3" }, database)).toBe(false);
    expect(open(block, stranger, database)).toBe(false);
  });

  test("no peers at all are all peers; no rules at all are none", () => {
    expect(open([policy("all", { ingress: [{}] })], "203.0.113.1", database)).toBe(true);
    expect(open([policy("none", { ingress: [] })], "203.0.113.1", database)).toBe(false);
  });

  test("what the API server refuses is told, not guessed", () => {
    expect(() => reaching(from({}))).toThrow("a peer says nothing");
    expect(() => reaching(from({ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } }))).toThrow("a block alone");
    const expression = { key: "team", operator: "Like" };
    expect(() => reaching(from({ namespaceSelector: { matchExpressions: [expression] } }))).toThrow("Like");
    expect(() => open([], pod("nowhere", "lost"), database)).toThrow("the namespace nowhere is not known");
    expect(() => open(from({ ipBlock: { cidr: "10.0.0.0/8" } }), "localhost", database)).toThrow("no IP address");
  });
});

describe("ports", () => {
  const egress = (...ports: { protocol?: string; port?: number | string; endPort?: number }[]): NetworkPolicy[] => [
    policy("out", { policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/24" } }], ports }] }),
  ];

  test("a range has both its ends, and TCP where no protocol is said", () => {
    const policies = egress({ port: 32000, endPort: 32768 });
    const tried = [31999, 32000, 32500, 32768, 32769];
    expect(tried.filter((port) => open(policies, database, "10.0.0.1", port))).toEqual([32000, 32500, 32768]);
    expect(open(policies, database, "10.0.0.1", 32000, "UDP")).toBe(false);
    expect(() => open(egress({ port: "http", endPort: 90 }), database, "10.0.0.1")).toThrow("begins with a number");
  });

  test("a protocol without a port is all its ports", () => {
    const policies = egress({ protocol: "SCTP" });
    expect(protocols.filter((protocol) => open(policies, database, "10.0.0.1", 7, protocol))).toEqual(["SCTP"]);
  });

  test("a name is what the pod that is connected to gives it, by the protocol of both", () => {
    const ports = [
      { name: "http", containerPort: 8080 },
      { name: "dns", containerPort: 5353, protocol: "UDP" },
    ];
    const server = pod("default", "server", {}, { ports, address: "10.0.0.9" });
    const named = policy("named", { ingress: [{ ports: [{ port: "http" }, { port: "dns", protocol: "UDP" }] }] });
    expect([8080, 80].filter((port) => open([named], "203.0.113.1", server, port))).toEqual([8080]);
    expect(open([named], "203.0.113.1", server, 5353, "UDP")).toBe(true);
    expect(open([named], "203.0.113.1", server, 5353)).toBe(false);
    expect(open(egress({ port: "http" }), database, server, 8080)).toBe(true);
    expect(open(egress({ port: "http" }), database, "10.0.0.9", 8080)).toBe(false);
  });
});

describe("directions", () => {
  test("without a word on them: ingress always, egress where there are rules for it", () => {
    const rule = { to: [{ podSelector: {} }] };
    const [silent, emptyHanded, speaking] = [
      policy("a", {}),
      policy("b", { egress: [] }),
      policy("c", { egress: [rule] }),
    ];
    const isOpen = (one: NetworkPolicy): boolean[] => [
      open([one], "203.0.113.1", database),
      open([one], database, "203.0.113.1"),
    ];
    expect([silent, emptyHanded, speaking].map(isOpen)).toEqual([
      [false, true],
      [false, true],
      [false, false],
    ]);
  });

  test("rules of a direction that is not among the types mean nothing", () => {
    const policies = [policy("in", { policyTypes: ["Ingress"], egress: [{ to: [{ podSelector: {} }] }] })];
    expect(open(policies, database, "203.0.113.1")).toBe(true);
  });

  test("a connection has to be open at both ends", () => {
    const out = policy("out", { policyTypes: ["Egress"], egress: [{}] }, "web");
    const closed = policy("closed", { policyTypes: ["Egress"] }, "web");
    const into = policy("into", { ingress: [{ from: [{ namespaceSelector: {} }] }] });
    expect(open([out, into], webPod, database)).toBe(true);
    expect(open([closed, into], webPod, database)).toBe(false);
    expect(open([out, policy("deny", {})], webPod, database)).toBe(false);
  });

  test("a pod reaches itself through a closed network", () => {
    const closed = policy("closed", { policyTypes: ["Ingress", "Egress"] });
    expect(open([closed], database, { ...database })).toBe(true);
    expect(open([closed], database, frontend)).toBe(false);
  });
});
