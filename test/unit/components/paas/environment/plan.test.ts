import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import {
  environmentEntitlements,
  environmentFeatures,
  environmentOrder,
} from "../../../../../components/paas/environment/order.ts";
import { planEnvironments } from "../../../../../components/paas/environment/plan.ts";
import { contains, overlaps } from "../../../../../core/network/cidrBlock.ts";
import { closedBlocks } from "../../../../../components/paas/environment/traffic.ts";
import { kubernetesCell } from "../../../../helpers/kubernetesCell.ts";

const cell = kubernetesCell({ ownNodes: [{ tenant: "globex", vcpu: 16, memoryGiB: 64, pods: 220 }] });
const orderSchema = z.strictObject(environmentOrder);
const featuresSchema = z.strictObject(environmentFeatures);
const granted = z
  .strictObject(environmentEntitlements)
  .parse({ environments: 3, vcpu: 8, memoryGiB: 16, storageGiB: 100, pods: 90 });

const planOf = (
  order: object,
  {
    features = {},
    state = "active",
    grant = granted,
    isolation = "bridge",
    tenantId = "globex",
  }: {
    features?: object;
    state?: "active" | "suspended";
    grant?: typeof granted;
    isolation?: "pool" | "bridge" | "silo";
    tenantId?: string;
  } = {},
) =>
  planEnvironments(
    { tenantId, subscriptionName: "apps", cell, state, isolation },
    orderSchema.parse({ environments: ["prod", "staging"], ...order }),
    grant,
    featuresSchema.parse({ podSecurity: "restricted", ...features }),
  );

const everything = {
  access: { admin: ["globex-admins"], viewer: ["globex-admins", "auditors"] },
  imagePullSecrets: ["registry"],
  registries: ["ghcr.io/globex"],
  egress: [{ cidr: "203.0.113.0/24", ports: [443] }],
};

const objects = (limit: number) => ({
  "count/services": String(limit),
  "count/secrets": String(limit),
  "count/persistentvolumeclaims": String(limit),
  "count/deployments.apps": String(limit),
  "count/statefulsets.apps": String(limit),
  "count/jobs.batch": String(limit),
  "count/cronjobs.batch": String(limit),
  "count/horizontalpodautoscalers.autoscaling": String(limit),
  "count/httproutes.gateway.networking.k8s.io": String(limit),
  "count/configmaps": String(limit + 1),
  "count/replicasets.apps": String(limit * 11),
  "count/controllerrevisions.apps": String(limit * 11),
  "services.loadbalancers": "0",
  "services.nodeports": "0",
});

describe("the environments of a subscription", () => {
  test("share what the tier grants, with every name and bound decided", () => {
    const { plan, claims, problems } = planOf(everything);
    expect(problems).toEqual([]);
    const bounds = {
      quota: {
        cpu: "4000m",
        memory: "8192Mi",
        storage: "50Gi",
        ephemeralStorage: "90Gi",
        pods: "45",
        objects: objects(200),
      },
      containers: {
        request: { cpu: "50m", memory: "64Mi", ephemeralStorage: "100Mi" },
        limit: { cpu: "500m", memory: "512Mi", ephemeralStorage: "1Gi" },
        maximum: { cpu: "4000m", memory: "8192Mi", ephemeralStorage: "8Gi" },
      },
    };
    expect(plan).toEqual({
      podSecurity: "restricted",
      nodes: "shared",
      priority: "normal",
      registries: ["ghcr.io/globex"],
      environments: [
        { name: "prod", namespace: "globex--apps--prod", ...bounds },
        { name: "staging", namespace: "globex--apps--staging", ...bounds },
      ],
      access: [
        { role: "viewer", groups: ["globex-admins", "auditors"] },
        { role: "admin", groups: ["globex-admins"] },
      ],
      imagePullSecrets: ["registry"],
      traffic: { egress: [{ cidr: "203.0.113.0/24", except: [], protocol: "TCP", ports: [443] }] },
    });
    expect(claims).toEqual([
      { type: "capacity", resource: "vcpu", amount: 8, path: [] },
      { type: "capacity", resource: "memoryGiB", amount: 16, path: [] },
      { type: "capacity", resource: "storageGiB", amount: 100, path: [] },
      { type: "capacity", resource: "pods", amount: 90, path: [] },
      { type: "name", scope: "cell/eu-shared-1/namespaces", value: "globex--apps--prod", path: ["environments", 0] },
      { type: "name", scope: "cell/eu-shared-1/namespaces", value: "globex--apps--staging", path: ["environments", 1] },
    ]);
  });

  test("of a suspended tenant keep their storage, and lose pods to come, people and all traffic", () => {
    const active = planOf(everything).plan;
    const { plan, problems } = planOf(everything, { state: "suspended" });
    expect(problems).toEqual([]);
    expect(plan).toEqual({
      podSecurity: "restricted",
      nodes: "shared",
      priority: "normal",
      registries: ["ghcr.io/globex"],
      environments: active.environments.map((each) => ({ ...each, quota: { ...each.quota, pods: "0" } })),
      access: [],
      imagePullSecrets: ["registry"],
    });
  });

  test("bound objects and containers by what the tier switches on", () => {
    const features = { objects: 50, containerMaximum: { vcpu: 2, memoryGiB: 64 } };
    const [prod] = planOf({}, { features }).plan.environments;
    expect(prod?.quota.objects).toEqual(objects(50));
    expect(prod?.containers.maximum).toEqual({ cpu: "2000m", memory: "8192Mi", ephemeralStorage: "8Gi" });
  });

  test("give a container no more by default than one environment has", () => {
    const grant = { ...granted, vcpu: 1, memoryGiB: 1, pods: 6 };
    const environments = ["a", "b", "c", "d", "e", "f"];
    expect(planOf({ environments }, { grant }).plan.environments[0]?.containers).toEqual({
      request: { cpu: "50m", memory: "64Mi", ephemeralStorage: "100Mi" },
      limit: { cpu: "166m", memory: "170Mi", ephemeralStorage: "1Gi" },
      maximum: { cpu: "166m", memory: "170Mi", ephemeralStorage: "2Gi" },
    });
  });

  test("never come to more together than the tier grants", () => {
    fc.assert(
      fc.property(
        fc.record({ vcpu: fc.integer({ min: 1, max: 512 }), pods: fc.integer({ min: 20, max: 5000 }) }),
        fc.integer({ min: 1, max: 20 }),
        ({ vcpu, pods }, count) => {
          const environments = Array.from({ length: count }, (_, index) => `e${String(index)}`);
          const { plan } = planOf({ environments }, { grant: { ...granted, vcpu, pods } });
          const sum = (amounts: readonly string[]): number =>
            amounts.reduce((all, amount) => all + parseInt(amount, 10), 0);
          expect(sum(plan.environments.map(({ quota }) => quota.cpu))).toBeLessThanOrEqual(vcpu * 1000);
          expect(sum(plan.environments.map(({ quota }) => quota.pods))).toBeLessThanOrEqual(pods);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("nodes of the tenant's own", () => {
  const silo = { isolation: "silo", features: { nodes: "own", priority: "high" } } as const;

  test("take processors, memory and pods from themselves, and storage from what all share", () => {
    const { plan, claims, problems } = planOf({}, silo);
    expect(problems).toEqual([]);
    expect([plan.nodes, plan.priority]).toEqual(["own", "high"]);
    expect(claims.slice(0, 4)).toEqual([
      { type: "capacity", resource: "vcpu", amount: 8, path: [], pool: "own" },
      { type: "capacity", resource: "memoryGiB", amount: 16, path: [], pool: "own" },
      { type: "capacity", resource: "storageGiB", amount: 100, path: [] },
      { type: "capacity", resource: "pods", amount: 90, path: [], pool: "own" },
    ]);
  });

  test("have to be in the cell", () => {
    expect(planOf({}, { ...silo, tenantId: "hooli" }).problems).toEqual([
      {
        concern: "cell",
        path: [],
        message:
          'The tier promises nodes of the tenant\'s own (isolation silo), and the cell "eu-shared-1" has none for hooli.',
        fix: "Add nodes with the label and the taint tenantry.dev/tenant of hooli to the cluster, and an entry for them to ownNodes of the cell; or choose a tier that shares nodes.",
      },
    ]);
  });

  test.each([
    ["silo", "shared", "own", "nodes of the tenant's own"],
    ["bridge", "own", "shared", "nodes that tenants share"],
    ["pool", "own", "shared", "nodes that tenants share"],
  ] as const)(
    "are what a tier of the isolation %s with nodes %s cannot promise",
    (isolation, nodes, allowed, promised) => {
      expect(planOf({}, { isolation, features: { nodes } }).problems).toEqual([
        {
          concern: "tier",
          path: [],
          message: `The tier promises ${promised} (isolation ${isolation}), and its feature nodes is ${nodes}.`,
          allowed,
          fix: "Choose another tier, or publish a version of this one in which the two agree.",
        },
      ]);
    },
  );
});

describe("an order of environments is refused", () => {
  test("where a name stands twice in a list, all at once", () => {
    const { problems } = planOf({
      environments: ["prod", "prod"],
      access: { viewer: ["a"], developer: ["a", "b", "a"] },
      imagePullSecrets: ["registry", "registry"],
      egress: [
        { cidr: "203.0.113.0/24", ports: [443, 443] },
        { cidr: "203.0.113.0/24", ports: [443], protocol: "UDP" },
        { cidr: "203.0.113.0/24", ports: [80] },
      ],
    });
    expect(problems.map(({ concern, path, message }) => [concern, path.join("."), message])).toEqual([
      ["name", "environments.1", 'The environment "prod" is ordered twice.'],
      ["name", "access.developer.2", 'The group "a" is ordered twice.'],
      ["name", "imagePullSecrets.1", 'The secret "registry" is ordered twice.'],
      ["network", "egress.0.ports.1", "The port 443 is ordered twice."],
      ["network", "egress.2.cidr", "TCP to 203.0.113.0/24 is ordered twice."],
    ]);
  });

  test.each([
    [
      "169.254.169.254/32",
      "169.254.0.0/16: link-local addresses, a cloud's metadata and credentials at 169.254.169.254 among them",
    ],
    ["10.96.0.0/12", "10.0.0.0/8: private addresses, the cluster's own among them"],
    ["192.168.0.0/16", "192.168.0.0/16: private addresses, the cluster's own among them"],
    ["168.63.129.16/32", "168.63.129.16/32: the address at which Azure answers its machines"],
  ])("where pods would reach %s", (cidr, where) => {
    expect(planOf({ egress: [{ cidr, ports: [80] }] }).problems).toEqual([
      {
        concern: "network",
        path: ["egress", 0, "cidr"],
        message: `${cidr} lies in ${where}.`,
        allowed: "public addresses",
        fix: "Remove it, or name the public address of what the pods are to reach.",
      },
    ]);
  });

  test("where the tier's pods do not go round", () => {
    expect(planOf({}, { grant: { ...granted, pods: 1 } }).problems).toEqual([
      {
        concern: "tier",
        path: ["environments"],
        message: "The tier's pods of 1 are too few for 2 environments.",
        allowed: "1 environments",
        fix: "Order fewer environments, or a tier that grants more.",
      },
    ]);
  });

  test.each([["system:masters"], [""], ["*"], ["two\nlines"], [" begins with a space"], ['quote"'], ["x".repeat(254)]])(
    "where a group is named %j",
    (group) => {
      expect(orderSchema.safeParse({ environments: ["prod"], access: { viewer: [group] } }).success).toBe(false);
    },
  );

  test.each([["oidc:acme-developers"], ["/acme/developers"], ["8d7f5a6e-0a3b-4c1d-9e2f-112233445566"], ["Web Team"]])(
    "but not where a group is named %j",
    (group) => {
      expect(orderSchema.safeParse({ environments: ["prod"], access: { viewer: [group] } }).success).toBe(true);
    },
  );

  test.each([
    [{ cidr: "203.0.113.0/24" }],
    [{ cidr: "203.0.113.0/24", ports: [] }],
    [{ cidr: "203.0.113.0/24", ports: [0] }],
    [{ cidr: "203.0.113.1/24", ports: [443] }],
    [{ cidr: "::/0", ports: [443] }],
    [{ cidr: "203.0.113.0/24", ports: [443], protocol: "SCTP" }],
  ])("where egress is %j", (rule) => {
    expect(orderSchema.safeParse({ environments: ["prod"], egress: [rule] }).success).toBe(false);
  });
});

test("whatever is declared, no closed address is open", () => {
  const block = fc
    .tuple(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 0xff_ff_ff_ff }))
    .map(([prefix, address]) => {
      const start = prefix === 0 ? 0 : Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
      return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${String(prefix)}`;
    });
  fc.assert(
    fc.property(block, (cidr) => {
      const { plan, problems } = planOf({ egress: [{ cidr, ports: [443] }] });
      if (problems.length > 0) return closedBlocks.some((closed) => contains(closed.cidr, cidr));
      const [rule] = plan.traffic?.egress ?? [];
      return closedBlocks.every(
        (closed) => !overlaps(cidr, closed.cidr) || rule?.except.some((except) => contains(except, closed.cidr)),
      );
    }),
  );
});
