// A night's look at the fleet is divided among jobs; what they found is told as one.
import { describe, expect, test } from "@jest/globals";

import type { DriftDocument, TenantDrift } from "../../../../core/results/drift.ts";
import { mergeDocuments } from "../../../../fleet/selection/mergeDocuments.ts";
import { shardOf } from "../../../../fleet/selection/shard.ts";

const drift = (tenant: string): TenantDrift => ({
  tenant,
  targets: [],
  result: "clean",
  objects: [],
  seconds: 1,
  errors: [],
});

/** What the part of the tenants is told as. */
function part(index: number, tenants: readonly string[]): { name: string; content: DriftDocument } {
  const results = tenants.filter((id) => shardOf(id, 2) === index).map(drift);
  const selection = { shard: { index, of: 2 } };
  return { name: `drift-${String(index)}.json`, content: { verb: "drift", repair: false, results, selection } };
}

const tenants = ["acme", "globex", "hooli", "initech", "umbrella"];

describe("documents of drift", () => {
  test("become one, with all tenants in order and no shard", () => {
    const document = { verb: "drift", repair: false, results: tenants.map(drift) };
    expect(mergeDocuments([part(2, tenants), part(1, tenants)])).toEqual({ document });
  });

  test("are refused where a part is missing, since nobody has looked there", () => {
    expect(mergeDocuments([part(2, tenants)])).toEqual({
      problem: "The document of the shard 1/2 is missing: nobody knows how its tenants ended.",
    });
  });
});
