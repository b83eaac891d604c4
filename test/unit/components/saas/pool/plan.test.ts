import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { PoolBundle } from "../../../../../components/saas/bundle.ts";
import { poolNamespace, poolTenant } from "../../../../../components/saas/pool/names.ts";
import { ownRoute, sharedRoute } from "../../../../../components/saas/pool/routeSpecs.ts";
import type { Claim } from "../../../../../core/kinds/serviceKind.ts";
import { planned } from "../orders.ts";

function poolOf(...order: Parameters<typeof planned>): {
  readonly bundle: PoolBundle;
  readonly claims: readonly Claim[];
} {
  const result = planned(...order);
  if (result.bundle === undefined) throw new Error(JSON.stringify(result.problems));
  return { bundle: result.bundle as unknown as PoolBundle, claims: result.claims };
}

const order = {
  channel: "preview",
  hosts: ["notes.acme.example"],
  path: "acme",
  users: 10,
  storageGiB: 2,
  configuration: { language: "de" },
  secrets: ["mail"],
};

describe("a tenant of a pool", () => {
  test("has its record, its ways to what its version and channel run, and nothing that runs", () => {
    expect(poolOf(order).bundle).toEqual({
      place: "pool",
      pool: { namespace: "tenantry--saas--shared", service: "v1-preview", port: 80 },
      objectName: "acme--notes",
      record: {
        id: "acme--notes",
        tenant: "acme",
        subscription: "notes",
        tier: "shared@1",
        state: "active",
        channel: "preview",
        version: "4.3.0",
        flags: { exports: "csv", auditLog: false },
        limits: { users: 10, storageGiB: 2, requestsPerMinute: 300 },
        configuration: { language: "de" },
        secrets: ["mail"],
      },
      routes: {
        hosts: ["notes.acme.example"],
        issuer: "letsencrypt",
        shared: { objectName: "acme--notes--path", host: "eu-shared-1.notes.example", path: "acme" },
      },
    });
  });

  test("claims its part of the pool, its hosts where all kinds claim theirs, its path and its name", () => {
    expect(poolOf(order).claims).toEqual([
      // Two pods of 0.5, and one instance of 1, for ten tenants; of memory 1 and 2 GiB.
      { type: "capacity", resource: "vcpu", amount: 0.2, path: [] },
      { type: "capacity", resource: "memoryGiB", amount: 0.3, path: [] },
      { type: "capacity", resource: "storageGiB", amount: 5, path: [] },
      { type: "capacity", resource: "pods", amount: 0.3, path: [] },
      { type: "name", scope: "cell/eu-shared-1/tenantry--saas--shared", value: "acme--notes", path: [] },
      { type: "name", scope: "hosts", value: "notes.acme.example", path: ["hosts", 0] },
      { type: "name", scope: "hosts/eu-shared-1.notes.example", value: "acme", path: ["path"] },
    ]);
  });

  test.each(["suspended", "offboarded"] as const)(
    "that is %s keeps its record, which says so, and its claims",
    (state) => {
      const active = poolOf(order);
      const { bundle, claims } = poolOf(order, { state });
      expect(bundle).toEqual({
        ...active.bundle,
        record: { ...active.bundle.record, state: "suspended" },
        routes: { hosts: [], issuer: "letsencrypt" },
      });
      expect(claims).toEqual(active.claims);
    },
  );

  test("of a later version is led to what that runs, and is the same tenant", () => {
    const { bundle } = poolOf(order, { version: 1 });
    expect(bundle.pool.service).toBe("v1-preview");
    expect(poolNamespace("shared")).toBe(bundle.pool.namespace);
    expect(bundle.objectName).toBe(poolTenant(["acme", "notes"]));
  });
});

describe("routes", () => {
  const { bundle } = poolOf(order);
  test("from hosts set whose a request is, whatever the client says", () => {
    expect(ownRoute(bundle)).toEqual({
      parentRefs: [
        {
          group: "gateway.networking.k8s.io",
          kind: "ListenerSet",
          name: "acme--notes",
          sectionName: "notes.acme.example",
        },
      ],
      hostnames: ["notes.acme.example"],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
          filters: [
            {
              type: "RequestHeaderModifier",
              requestHeaderModifier: {
                set: [{ name: "X-Tenantry-Tenant", value: "acme--notes" }],
                remove: ["X-Forwarded-Prefix"],
              },
            },
          ],
          backendRefs: [{ group: "", kind: "Service", name: "v1-preview", port: 80, weight: 1 }],
        },
      ],
    });
  });

  test("from a path do too, and say what they have taken from the path", () => {
    if (bundle.routes.shared === undefined) throw new Error("the order has a path");
    const { parentRefs, hostnames, rules } = sharedRoute(bundle, bundle.routes.shared);
    expect([parentRefs[0]?.name, parentRefs[0]?.sectionName, hostnames]).toEqual([
      "shared",
      "eu-shared-1.notes.example",
      ["eu-shared-1.notes.example"],
    ]);
    expect(rules[0]?.matches).toEqual([{ path: { type: "PathPrefix", value: "/acme" } }]);
    expect(rules[0]?.filters).toEqual([
      {
        type: "RequestHeaderModifier",
        requestHeaderModifier: {
          set: [
            { name: "X-Tenantry-Tenant", value: "acme--notes" },
            { name: "X-Forwarded-Prefix", value: "/acme" },
          ],
        },
      },
      { type: "URLRewrite", urlRewrite: { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/" } } },
    ]);
  });
});

/** Identifiers as the schemas take them, short ones and some that are as long as they may be. */
const identifier = (maximum: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[a-z](?:-?[a-z0-9]){0,${String(Math.floor((maximum - 1) / 2))}}$`));
const owner = fc.tuple(
  identifier(40).filter((id) => id !== "tenantry" && !id.startsWith("cell-")),
  identifier(30),
);

test("no two tenants have a name, a role, a record or a path's route in common, and none has one of the pool's own", () => {
  fc.assert(
    fc.property(fc.uniqueArray(owner, { minLength: 2, maxLength: 6, selector: (one) => one.join("/") }), (owners) => {
      const names = owners.map(([tenantId, subscriptionName]) => {
        const { bundle } = poolOf(order, { tenantId, subscriptionName });
        expect(bundle.record.id).toBe(bundle.objectName);
        const own = [bundle.objectName, bundle.routes.shared?.objectName ?? ""];
        for (const name of own) {
          expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/);
          expect(name.includes("--")).toBe(true);
          expect(name.startsWith(`${tenantId}--`) || name.startsWith(`x---${tenantId}--`)).toBe(true);
        }
        expect(bundle.objectName.length).toBeLessThanOrEqual(63);
        return own;
      });
      expect(new Set(names.flat()).size).toBe(names.flat().length);
    }),
    { numRuns: 60 },
  );
});
