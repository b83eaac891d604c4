/** What tiers of an application promise and grant. */
import { describe, expect, test } from "@jest/globals";

import { applicationGranted } from "../../../../components/saas/policies/applicationGranted.ts";
import { isolationAsSold } from "../../../../components/saas/policies/isolationAsSold.ts";
import { poolRecordAsSold } from "../../../../components/saas/policies/poolRecordAsSold.ts";
import { poolRoutesNamed } from "../../../../components/saas/policies/poolRoutesNamed.ts";
import type { Rule } from "../../../../core/policies/rule.ts";
import type { ResolvedTenant } from "../../../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { hostsOwn } from "../../../../policies/rules/isolation/hostsOwn.ts";
import { ownNamespace } from "../../../../policies/rules/isolation/ownNamespace.ts";
import { judgedIn, resource } from "../../../helpers/judge.ts";
import { acme, apps, atTop, root, type SomeSubscription } from "../../tenancy/tenantStack.ts";

const pool = "tenantry--saas--shared";
const features = { flags: { exports: "csv" }, requestsPerMinute: 300, pods: { minimum: 2, maximum: 4 } };
const entitlements = { users: 25, storageGiB: 5, hosts: 1 };
const application = atTop("tenantry:saas:TenantApplication", "apps", {});

const below = (type: string, name: string, inputs: object, more: Partial<RenderedResource> = {}): RenderedResource => ({
  ...resource(type, name, { ...inputs }),
  parent: application.urn,
  ...more,
});

const subscription = (some: SomeSubscription) => apps({ service: "saas", features, entitlements, ...some });

function judged(
  rule: Rule,
  some: SomeSubscription,
  resources: readonly RenderedResource[],
  tenant: Partial<ResolvedTenant> = {},
): string[] {
  return judgedIn(rule, {
    name: "acme",
    tenant: acme([subscription(some)], tenant),
    resources: [root, application, ...resources],
  });
}

const record = {
  id: "acme--apps",
  tenant: "acme",
  state: "active",
  flags: { exports: "csv" },
  limits: { users: 25, storageGiB: 5, requestsPerMinute: 300 },
};

const recorded = (changes: object = {}, more: Partial<RenderedResource> = { protect: true }): RenderedResource =>
  below(
    "kubernetes:core/v1:ConfigMap",
    "record",
    {
      metadata: { name: "acme--apps", namespace: pool },
      data: { "tenant.json": JSON.stringify({ ...record, ...changes }) },
    },
    more,
  );

describe("the record of a pool's tenant", () => {
  const judge = (changes: object, tenant: Partial<ResolvedTenant> = {}): string[] =>
    judged(poolRecordAsSold, { isolation: "pool" }, [recorded(changes)], tenant);
  const wrong = (what: string): string[] => [`record data.tenant.json: ${what}`];

  test.each([
    [{}, []],
    [{ limits: { users: 1, storageGiB: 1, requestsPerMinute: 60 } }, []],
    [{ id: "globex--apps" }, wrong("id of the record should be the object's name.")],
    [{ tenant: "globex" }, wrong("tenant of the record should be the tenant's id.")],
    [{ state: "suspended" }, wrong("state of the record should be the tenant's.")],
    [{ flags: { exports: "all" } }, wrong("flags of the record should be the tier's.")],
    [{ flags: { exports: "csv", auditLog: true } }, wrong("flags of the record should be the tier's.")],
    [
      { limits: { ...record.limits, users: 26 } },
      wrong("limits.users of the record should be at most what the tier grants."),
    ],
    [
      { limits: { ...record.limits, storageGiB: 6 } },
      wrong("limits.storageGiB of the record should be at most what the tier grants."),
    ],
    [
      { limits: { ...record.limits, requestsPerMinute: 301 } },
      wrong("limits.requestsPerMinute of the record should be the tier's."),
    ],
  ])("says what was sold with %j", (changes, expected) => {
    expect(judge(changes)).toEqual(expected);
  });

  test("says that its tenant is suspended", () => {
    const suspended = { state: "suspended" } as const;
    expect(judge(suspended, suspended)).toEqual([]);
    expect(judge({}, suspended)).toEqual(wrong("state of the record should be the tenant's."));
  });

  test("that is no JSON says nothing that was sold", () => {
    const broken = below(
      "kubernetes:core/v1:ConfigMap",
      "record",
      { metadata: { name: "acme--apps", namespace: pool }, data: { "tenant.json": "{" } },
      { protect: true },
    );
    expect(judged(poolRecordAsSold, { isolation: "pool" }, [broken])).toHaveLength(5);
  });

  test("is protected, unless the order lifts that", () => {
    const open = [recorded({}, {})];
    expect(judged(poolRecordAsSold, { isolation: "pool" }, open)).toEqual([
      "record: The resource should be protected against deletion.",
    ]);
    expect(judged(poolRecordAsSold, { isolation: "pool", bundle: { unprotected: ["data"] } }, open)).toEqual([]);
  });

  test("is none where it is a setting of somebody's own", () => {
    const own = below("kubernetes:core/v1:ConfigMap", "own", {
      metadata: { name: "x", namespace: "acme--apps--prod" },
    });
    expect(judged(poolRecordAsSold, { isolation: "bridge" }, [own])).toEqual([]);
  });
});

describe("routes to what tenants share", () => {
  const route = (filters: readonly object[], owner = "acme", namespace = pool): string[] =>
    judgedIn(poolRoutesNamed, {
      name: owner,
      resources: [
        resource("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", "way", {
          metadata: { namespace },
          spec: { rules: [{ filters }] },
        }),
      ],
    });
  const modifier = (requestHeaderModifier: object): object => ({
    type: "RequestHeaderModifier",
    requestHeaderModifier,
  });
  const named = (value: string, name = "X-Tenantry-Tenant"): object => ({ name, value });
  const wrong = [
    "way spec.rules.0.filters: spec.rules.0.filters should set X-Tenantry-Tenant to the tenant's own name, once.",
  ];

  test.each([
    ["set it", [modifier({ set: [named("acme--apps")] })], []],
    ["set it in small letters", [modifier({ set: [named("acme--apps", "x-tenantry-tenant")] })], []],
    ["say nothing", [], wrong],
    ["set another's", [modifier({ set: [named("globex--apps")] })], wrong],
    ["set one that begins alike", [modifier({ set: [named("acme-two--apps")] })], wrong],
    ["add it", [modifier({ add: [named("acme--apps")] })], wrong],
    ["set it and add another's", [modifier({ set: [named("acme--apps")], add: [named("globex--apps")] })], wrong],
    ["set it twice", [modifier({ set: [named("acme--apps"), named("acme--other", "x-tenantry-tenant")] })], wrong],
  ])("that %s", (_what, filters, expected) => {
    expect(route(filters)).toEqual(expected);
  });

  test("are of tenants alone, and of pools", () => {
    expect(route([], "cell-eu-shared-1")).toEqual([
      "way: The route should be in the stack of the tenant whose requests it takes.",
    ]);
    expect(route([], "acme", "acme--apps--prod")).toEqual([]);
  });

  test("without a rule lead somewhere that nobody has said", () => {
    const bare = resource("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", "way", {
      metadata: { namespace: pool },
    });
    expect(judgedIn(poolRoutesNamed, { name: "acme", resources: [bare] })).toEqual([
      "way spec.rules: spec.rules should have a rule.",
    ]);
  });
});

describe("isolation", () => {
  const place = below("kubernetes:core/v1:Namespace", "prod", { metadata: { name: "acme--apps--prod" } });
  const database = below("kubernetes:postgresql.cnpg.io/v1:Cluster", "prod", { spec: { storage: { size: "5Gi" } } });
  const isolated = (isolation: string, ...resources: readonly RenderedResource[]): string[] =>
    judged(isolationAsSold, { isolation }, resources).map((told) => told.replace("apps: ", ""));

  test.each([
    ["pool", [recorded()], []],
    ["pool", [], ["The subscription should have one record in a pool."]],
    [
      "pool",
      [recorded(), database],
      ["The subscription should share what is of the type kubernetes:postgresql.cnpg.io/v1:Cluster."],
    ],
    ["bridge", [place, database], []],
    ["silo", [place, database], []],
    [
      "bridge",
      [place],
      ["The subscription should have what is of the type kubernetes:postgresql.cnpg.io/v1:Cluster for itself."],
    ],
    ["silo", [place, database, recorded()], ["The subscription should have no record in a pool."]],
  ])("%s %#", (isolation, resources, expected) => {
    expect(isolated(isolation, ...resources)).toEqual(expected);
  });
});

describe("an application of one's own", () => {
  const listeners = (count: number): RenderedResource =>
    below("kubernetes:gateway.networking.k8s.io/v1:ListenerSet", "in", { spec: { listeners: Array(count).fill({}) } });
  const database = (size: unknown): RenderedResource =>
    below("kubernetes:postgresql.cnpg.io/v1:Cluster", "prod", { spec: { storage: { size } } });
  const scaled = (maxReplicas: number): RenderedResource =>
    below("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "notes", { spec: { maxReplicas } });
  const fixed = (replicas: number): RenderedResource =>
    below("kubernetes:apps/v1:Deployment", "notes", { spec: { replicas } });

  test.each([
    [[listeners(1), database("5Gi"), scaled(4)], []],
    [[fixed(4)], []],
    [[listeners(2)], ["hosts"]],
    [[database("6Gi")], ["storageGiB"]],
    [[database("much")], ["storageGiB"]],
    [[scaled(5)], ["pods"]],
    [[fixed(5)], ["pods"]],
  ])("is no larger than its tier %#", (resources, exceeded) => {
    expect(judged(applicationGranted, { isolation: "bridge" }, resources)).toEqual(
      exceeded.map((what) => `apps: The subscription's ${what} should be at most what its tier grants.`),
    );
  });
});

describe("beside objects of other tenants", () => {
  const object = (name: string, namespace = pool, annotations: object = {}): RenderedResource =>
    resource("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", "it", {
      metadata: { name, namespace, annotations },
      spec: { hostnames: ["notes.acme.example"] },
    });
  const named = (name: string, owner = "acme", namespace = pool): string[] =>
    judgedIn(ownNamespace, { name: owner, resources: [object(name, namespace)] });
  const own = ["it metadata.name: metadata.name should begin with the tenant's id and two hyphens."];

  test.each([
    ["acme--apps", "acme", pool, []],
    ["x---acme--apps", "acme", pool, []],
    ["globex--apps", "acme", pool, own],
    ["acme-two--apps", "acme", pool, own],
    ["shared", "acme", pool, own],
    ["shared", "cell-eu-shared-1", pool, []],
    [
      "acme--apps",
      "acme",
      "tenantry-cell",
      ["it metadata.namespace: metadata.namespace should be a namespace of the tenant's."],
    ],
  ])("%s of %s in %s", (name, owner, namespace, expected) => {
    expect(named(name, owner, namespace)).toEqual(expected);
  });

  test("each says its own hosts", () => {
    const judge = (annotations: object): string[] =>
      judgedIn(hostsOwn, { name: "acme", resources: [object("acme--apps", pool, annotations)] });
    expect(judge({ "tenantry.dev/hosts": "notes.acme.example" })).toEqual([]);
    const wrong = ["it spec.hostnames.0: spec.hostnames.0 should be a host that is ordered for the environment."];
    expect(judge({})).toEqual(wrong);
    expect(judge({ "tenantry.dev/hosts": "notes.globex.example" })).toEqual(wrong);
  });
});
