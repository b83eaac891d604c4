/** Every pair of pods of every tenant, on every port: what network policies let through is what is documented, and nothing else. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { closedBlocks } from "../../../../components/paas/environment/traffic.ts";
import { cellNamespace, gatewayLabel, tenantKey } from "../../../../components/shared/clusterObjects.ts";
import { addressRange } from "../../../../core/network/cidrBlock.ts";
import { sampleTiers } from "../../../../docs/tiers/sampleTenants.ts";
import { baseTexts, exampleTexts } from "../../../helpers/estateFiles.ts";
import { crossTenantPaths, openPaths, tellingPorts } from "../../../helpers/networkPaths.ts";
import {
  allowed,
  between,
  protocols,
  type Namespace,
  type NetworkPolicy,
  type Pod,
} from "../../../helpers/networkPolicies.ts";
import { networkOf, networkOfTenants, type RenderedNetwork } from "../../../helpers/renderedNetwork.ts";

/** Namespaces that every cluster has, and that no policy closes. */
const platformSpaces: Namespace[] = [
  { name: "kube-system", labels: {} },
  { name: cellNamespace, labels: gatewayLabel },
  { name: "default", labels: {} },
];
const gateway = pod(cellNamespace, "gateway", {}, "10.244.0.2");
const dns = pod("kube-system", "dns", { "k8s-app": "kube-dns" }, "10.244.0.3");
const platformPods = [
  gateway,
  dns,
  pod("kube-system", "metrics", { "k8s-app": "metrics" }, "10.244.0.4"),
  // It calls itself both, where neither is.
  pod("default", "bystander", { ...gatewayLabel, "k8s-app": "kube-dns" }, "10.244.0.5"),
];

function pod(namespace: string, name: string, labels: Record<string, string>, address: string): Pod {
  return { namespace, name, labels, address, ports: [{ name: "http", containerPort: 8080 }] };
}

/** Two pods in each environment: one that is what it says, and one with all the labels that mean something anywhere else. */
function podsOf(namespaces: readonly Namespace[]): Pod[] {
  return namespaces.flatMap(({ name }, index) => {
    const others = namespaces.filter((other) => other.name !== name).map(({ labels }) => labels);
    const stolen = Object.assign({}, ...others, ...platformPods.map(({ labels }) => labels), {
      "kubernetes.io/metadata.name": "kube-system",
    }) as Record<string, string>;
    const address = (host: number): string => `10.244.${String(index + 1)}.${String(host)}`;
    return [pod(name, "app", { app: "web" }, address(10)), pod(name, "hostile", stolen, address(11))];
  });
}

/** What may be between two pods of which one is a tenant's at least. */
function isMeantToBeOpen(from: Pod, to: Pod, port: number, protocol: string, closed: readonly string[]): boolean {
  if (closed.includes(from.namespace) || closed.includes(to.namespace)) return false;
  if (from.namespace === to.namespace) return true;
  return from === gateway || (to === dns && port === 53 && protocol !== "SCTP");
}

const contacts = { technical: "ops@x.example", billing: "ap@x.example", security: "sec@x.example" };
const tenantText = (id: string, tier: string, spec: object, state = "active"): string =>
  JSON.stringify({
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id, displayName: id },
    spec: {
      contract: { start: "2026-12-01", contacts },
      state,
      subscriptions: [{ name: "apps", service: "paas", tier, cell: "eu-shared-1", spec }],
    },
  });

/** Tenants of both tiers, with names that begin alike, with every kind of egress, and one that is suspended. */
function generatedTexts(): Record<string, string> {
  const shared = Object.entries(baseTexts()).filter(([name]) => !name.startsWith("tenants/"));
  const narrow = [
    { cidr: "203.0.113.0/24", ports: [443, 8443] },
    { cidr: "198.51.100.0/24", ports: [123], protocol: "UDP" },
  ];
  return {
    ...Object.fromEntries(shared),
    "tenants/a.yaml": tenantText("a", "starter@1", { environments: ["prod"] }),
    "tenants/a-prod.yaml": tenantText("a-prod", "standard@1", {
      environments: ["prod", "staging"],
      egress: [{ cidr: "0.0.0.0/0", ports: [80, 443] }],
    }),
    "tenants/bell.yaml": tenantText("bell", "standard@1", { environments: ["prod", "staging"], egress: narrow }),
    "tenants/curie.yaml": tenantText("curie", "starter@1", {
      environments: ["prod"],
      egress: [{ cidr: "128.0.0.0/1", ports: [53], protocol: "UDP" }],
    }),
    "tenants/darwin.yaml": tenantText(
      "darwin",
      "standard@1",
      { environments: ["prod", "staging"], egress: [{ cidr: "0.0.0.0/0", ports: [443] }] },
      "suspended",
    ),
  };
}

/** What the tenants of the generated estate reach of addresses, by port and protocol: what they declare of it. */
const probes = ["203.0.113.7", "198.51.100.7", "8.8.8.8", "2001:db8::7"];
const declared: Readonly<Record<string, readonly string[]>> = {
  a: [],
  "a-prod": ["203.0.113.7", "198.51.100.7", "8.8.8.8"].flatMap((to) => [`${to} 80 TCP`, `${to} 443 TCP`]),
  bell: ["203.0.113.7 443 TCP", "203.0.113.7 8443 TCP", "198.51.100.7 123 UDP"],
  curie: ["203.0.113.7 53 UDP", "198.51.100.7 53 UDP"],
  darwin: [],
};

/** Addresses that no pod of a tenant's may ever reach: of metadata, nodes, services, pods, and both ends of each closed block. */
const closedAddresses = [
  ...["169.254.169.254", "169.254.170.2", "fd00:ec2::254", "168.63.129.16", "10.96.0.1", "10.96.0.10", "192.168.1.20"],
  ...closedBlocks.flatMap(({ cidr }) => {
    const { first, last } = addressRange(cidr);
    return [first, last].map((address) =>
      [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join("."),
    );
  }),
];

describe.each<[string, () => Record<string, string>, readonly string[]]>([
  ["the example estate", exampleTexts, []],
  ["an estate of many", generatedTexts, ["darwin--apps--prod", "darwin--apps--staging"]],
])("between the tenants of %s", (_name, texts, closed) => {
  let network: RenderedNetwork;
  let spaces: readonly Namespace[];
  let pods: readonly Pod[];
  let ports: readonly number[];
  beforeAll(async () => {
    network = await networkOf(texts());
    spaces = [...network.namespaces, ...platformSpaces];
    pods = podsOf(network.namespaces);
    ports = tellingPorts(network.policies, [...pods, ...platformPods]);
  });

  test("there is something to tell apart", () => {
    const tenants = new Set(network.namespaces.map(({ labels }) => labels[tenantKey]));
    expect(tenants.size).toBeGreaterThanOrEqual(2);
    expect(network.namespaces.length).toBeGreaterThan(tenants.size);
    expect(ports).toEqual(expect.arrayContaining([1, 53, 54, 8080]));
  });

  test("no pod of one reaches a pod of another", () => {
    expect(crossTenantPaths(network.policies, spaces, pods)).toEqual([]);
  });

  test("an environment's pods reach each other and the DNS, and only the gateway reaches them", () => {
    const all = [...pods, ...platformPods];
    const isTenants = (one: Pod): boolean => !platformPods.includes(one);
    const isLookedAt = (from: Pod, to: Pod): boolean => isTenants(from) || isTenants(to);
    const line = (from: string, to: string, port: number, protocol: string): string =>
      `${from} → ${to} ${String(port)} ${protocol}`;
    const open = openPaths(network.policies, spaces, all, isLookedAt);
    const name = ({ namespace, name: own }: Pod): string => `${namespace}/${own}`;
    const expected = all.flatMap((from) =>
      all
        .filter((to) => from !== to && isLookedAt(from, to))
        .flatMap((to) =>
          ports.flatMap((port) =>
            protocols
              .filter((protocol) => isMeantToBeOpen(from, to, port, protocol, closed))
              .map((protocol) => line(name(from), name(to), port, protocol)),
          ),
        ),
    );
    expect(open.map(({ from, to, port, protocol }) => line(from, to, port, protocol)).toSorted()).toEqual(
      expected.toSorted(),
    );
  });

  test("no pod reaches metadata, the cluster's ranges or another's address, and no address reaches a pod", () => {
    const addresses = [...closedAddresses, ...[...pods, ...platformPods].map(({ address = "" }) => address)];
    const open = pods.flatMap((one) =>
      addresses.flatMap((address) => {
        const ways = [between(network.policies, spaces, one, address), between(network.policies, spaces, address, one)];
        return ports.flatMap((port) =>
          protocols.flatMap((protocol) =>
            ways.map((verdictOn) => verdictOn(port, protocol)).filter((verdict) => verdict.allowed),
          ),
        );
      }),
    );
    expect(open).toEqual([]);
  });

  test("labels of pods, whatever they are, gain nothing across environments", () => {
    const marks = spaces.flatMap(({ labels }) => Object.entries(labels));
    const known = [...marks, ...platformPods.flatMap(({ labels }) => Object.entries(labels))];
    const labels = fc.dictionary(
      fc.constantFrom(...known.map(([key]) => key)),
      fc.constantFrom(...known.map(([, value]) => value)),
      { noNullPrototype: true },
    );
    const places = fc.constantFrom(...network.namespaces.map(({ name }) => name));
    fc.assert(
      fc.property(places, places, labels, labels, (from, to, first, second) => {
        const two = [pod(from, "one", first, "10.244.9.1"), pod(to, "two", second, "10.244.9.2")] as const;
        expect(openPaths(network.policies, spaces, two, () => from !== to)).toEqual([]);
        const [one] = two;
        const out = openPaths(network.policies, spaces, [one, ...platformPods], (source) => source === one);
        expect(out.filter(({ to: reached, port }) => reached !== "kube-system/dns" || port !== 53)).toEqual([]);
      }),
    );
  });
});

test("of addresses, tenants reach what they declare on its ports, the suspended nothing", async () => {
  const network = await networkOf(generatedTexts());
  const ports = tellingPorts(network.policies, []);
  const reached = podsOf(network.namespaces).map((one) => {
    const tenant = network.namespaces.find(({ name }) => name === one.namespace)?.labels[tenantKey] ?? "";
    const lines = probes.flatMap((address) =>
      ports.flatMap((port) =>
        protocols
          .filter((protocol) => allowed(network.policies, network.namespaces, one, address, port, protocol).allowed)
          .map((protocol) => `${address} ${String(port)} ${protocol}`),
      ),
    );
    return [tenant, lines] as const;
  });
  expect(reached).toHaveLength(16);
  for (const [tenant, lines] of reached) expect([tenant, lines]).toEqual([tenant, declared[tenant]]);
});

test("tenants that order all of a tier do not meet, whichever tier", async () => {
  const network = await networkOfTenants(sampleTiers().map(({ resolved }) => resolved));
  expect(network.namespaces.length).toBeGreaterThan(2);
  // What policies open for some pods alone, such as those of databases, is open for pods of these labels.
  const selected = network.policies.flatMap(({ metadata, spec }) => {
    return pod(metadata.namespace, `of-${metadata.name}`, { ...spec.podSelector?.matchLabels }, "10.244.0.9");
  });
  const pods = [...podsOf(network.namespaces), ...selected];
  expect(crossTenantPaths(network.policies, network.namespaces, pods)).toEqual([]);
});

test("a policy that opens an environment to all is found at once", async () => {
  const { policies, namespaces } = await networkOf(generatedTexts());
  const open = (namespace: string): NetworkPolicy => ({
    metadata: { name: "open", namespace },
    spec: { ingress: [{ from: [{ namespaceSelector: {} }] }], egress: [{ to: [{ namespaceSelector: {} }] }] },
  });
  const found = (...more: NetworkPolicy[]): string[] => {
    const paths = crossTenantPaths([...policies, ...more], namespaces, podsOf(namespaces));
    return [...new Set(paths.map(({ from, to }) => `${from} → ${to}`))];
  };
  expect(found(open("a--apps--prod"))).toEqual([]);
  expect(found(open("a--apps--prod"), open("curie--apps--prod"))).toHaveLength(8);
});
