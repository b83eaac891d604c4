import { beforeAll, describe, expect, test } from "@jest/globals";

import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { deletionProtected as rule } from "../../../policies/rules/database/deletionProtected.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";

const wrong = ["main deletionProtection: deletionProtection should be true."];
const database = (identifier: string) =>
  resource("aws:rds/instance:Instance", "main", { identifier, deletionProtection: false });

let tenant: ResolvedTenant;
/** The name on AWS of the database that is ordered as `main`. */
let name: string;
beforeAll(() => {
  const sample = sampleTiers().find(({ resolved }) => resolved.id === "iaas-standard-2");
  if (sample === undefined) throw new Error("the sample tenant is lost");
  tenant = sample.resolved;
  name = String(valueAt(listAt(tenant.subscriptions[0]?.bundle, "databases")[0], "identifier"));
});

/** The tenant with an order that lifts the protection of these parts. */
const lifting = (...unprotected: string[]): ResolvedTenant => ({
  ...tenant,
  subscriptions: tenant.subscriptions.map((one) => ({ ...one, bundle: { ...(one.bundle as object), unprotected } })),
});
const ask = (given: ResolvedTenant, identifier: string): string[] =>
  judgedIn(rule, { name: given.id, resources: [database(identifier)], tenant: given });

describe("a database whose protection the order lifts", () => {
  test("is meant to go", () => {
    expect(ask(lifting("databases/main"), name)).toEqual([]);
  });

  test("is not another database, nor another part", () => {
    expect(ask(lifting("databases/main"), `${name}-2`)).toEqual(wrong);
    expect(ask(lifting("volumes/main"), name)).toEqual(wrong);
    expect(ask(tenant, name)).toEqual(wrong);
  });

  test("is protected where nothing is known of the order", () => {
    expect(judged(rule, database(name))).toEqual(wrong);
  });
});
