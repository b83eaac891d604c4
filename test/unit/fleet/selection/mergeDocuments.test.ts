import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { nothingDone } from "../../../../core/results/runOutcome.ts";
import { mergeDocuments, type CheckDocument, type RunDocument } from "../../../../fleet/selection/mergeDocuments.ts";
import { shardOf } from "../../../../fleet/selection/shard.ts";

const head = (entries: number): RunDocument["trail"] => ({ entries, head: "a".repeat(64) });

const run = (tenants: readonly string[], more: Partial<RunDocument> = {}): RunDocument => ({
  verb: "up",
  results: tenants.map((tenant) => ({ tenant, tiers: [], targets: [], ...nothingDone({ result: "unchanged" }) })),
  trail: null,
  ...more,
});

const check = (tenants: readonly string[], more: Partial<CheckDocument> = {}): CheckDocument => ({
  verb: "check",
  tenants: tenants.map((tenant) => ({ tenant, resources: 1, findings: [] })),
  ...more,
});

const merge = (...contents: readonly unknown[]) =>
  mergeDocuments(contents.map((content, index) => ({ name: `${String(index + 1)}.json`, content })));

test("runs are put together in the order of tenants, with the end of the trail that is furthest", () => {
  expect(merge(run(["globex"], { trail: head(4) }), run(["acme", "hooli"], { trail: head(6) }), run([]))).toEqual({
    document: run(["acme", "globex", "hooli"], { trail: head(6) }),
  });
});

test("checks are put together, with why their tenants were selected", () => {
  const affected = { base: "origin/main", commit: "abc", offboarding: [{ tenant: "umbrella" }] };
  const why = (tenant: string) => [{ tenant, reasons: ["new"] }];
  const parts = [
    check(["globex"], { selection: { affected, why: why("globex") } }),
    check(["acme"], { selection: { affected, why: why("acme") } }),
  ];
  expect(merge(...parts)).toEqual({
    document: check(["acme", "globex"], { selection: { affected, why: [...why("acme"), ...why("globex")] } }),
  });
});

test("what the shards of any tenants wrote is what one run would have written", () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,8}$/), { maxLength: 30 });
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 9 }), (all, of) => {
      const tenants = all.toSorted();
      const parts = Array.from({ length: of }, (_, index) =>
        check(
          tenants.filter((tenant) => shardOf(tenant, of) === index + 1),
          { selection: { shard: { index: index + 1, of } } },
        ),
      );
      expect(merge(...parts.toReversed())).toEqual({ document: check(tenants) });
    }),
  );
});

const shard = (index: number, of: number) => ({ selection: { shard: { index, of } } });
const inShard = (index: number): string =>
  ["acme", "globex", "hooli", "initech"].find((tenant) => shardOf(tenant, 2) === index) ?? "";
const [first, second] = [inShard(1), inShard(2)];

test.each<[string, readonly unknown[], string]>([
  ["nothing", [], "No file is named."],
  ["no JSON", [undefined], "1.json is no --json document of up, preview, destroy, drift or check."],
  [
    "another document",
    [{ verb: "tiers", services: [] }],
    "1.json is no --json document of up, preview, destroy, drift or check.",
  ],
  [
    "an unknown field",
    [{ ...run([]), __proto__: null, more: 1 }],
    "1.json is no --json document of up, preview, destroy, drift or check.",
  ],
  ["two verbs", [run([]), check([])], "1.json is of up, and 2.json of check. Merge those of one verb."],
  [
    "two verbs of runs",
    [run([]), run([], { verb: "preview" })],
    "1.json is of up, and 2.json of preview. Merge those of one verb.",
  ],
  [
    "a tenant twice",
    [run(["acme"]), run(["globex", "acme"])],
    'The tenant "acme" is in 1.json and in 2.json: they are no parts of one run.',
  ],
  [
    "a shard that is missing",
    [check([], shard(1, 3)), check([], shard(3, 3))],
    "The document of the shard 2/3 is missing: nobody knows how its tenants ended.",
  ],
  ["two divisions", [check([], shard(1, 2)), check([], shard(2, 3))], "1.json is of 2 shards, and 2.json of 3."],
  ["shards and others", [check([], shard(1, 1)), check([])], "Some of the documents are of shards and others are not."],
  [
    "a tenant of another shard",
    [check([second], shard(1, 2)), check([first], shard(2, 2))],
    `The tenant "${second}" does not belong to the shard that 1.json is of.`,
  ],
  [
    "an estate that is not valid",
    [{ verb: "check", tenants: 0, diagnostics: [{ code: "TEN008", severity: "error", message: "There is none." }] }],
    "1.json says that the estate is not valid: TEN008 There is none.",
  ],
])("refuses %s", (_what, contents, problem) => {
  expect(merge(...contents)).toEqual({ problem });
});
