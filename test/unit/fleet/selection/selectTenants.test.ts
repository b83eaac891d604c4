import { expect, test } from "@jest/globals";
import fc from "fast-check";

import type { Estate } from "../../../../core/estate/estate.ts";
import { selectTenants, tenantOf, type Selection } from "../../../../fleet/selection/selectTenants.ts";
import type { Selectors } from "../../../../fleet/selection/selectors.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";

const labelled = (id: string, labels: string): string =>
  (baseTexts()[`tenants/${id}.yaml`] ?? "").replace("metadata:\n", `metadata:\n  labels: ${labels}\n`);

/**
 * acme: iaas/standard@1, ring general. globex: paas/standard@1, early. initech: iaas/starter@1 and paas/starter@1, late.
 */
const estate: Estate = baseEstate({
  "tenants/acme.yaml": labelled("acme", "{ segment: retail, tested: by-hand }"),
  "tenants/globex.yaml": labelled("globex", "{ segment: retail }"),
});

const select = (selectors: Partial<Selectors>): Selection => selectTenants(estate, { ids: [], ...selectors });

const idsOf = (selection: Selection): string[] =>
  "problem" in selection ? [] : selection.selected.map(({ tenant }) => tenant.resolved.id);

test.each<[Partial<Selectors>, string[]]>([
  [{ ids: ["initech", "acme"] }, ["acme", "initech"]],
  [{ all: true }, ["acme", "globex", "initech"]],
  [{ ids: ["*c*"] }, ["acme", "initech"]],
  [{ ids: ["{acme,globex}", "initech"] }, ["acme", "globex", "initech"]],
  [{ ids: ["?cme", "nobody-*"] }, ["acme"]],
  [{ labels: [{ key: "segment", value: "retail" }] }, ["acme", "globex"]],
  [
    {
      labels: [
        { key: "segment", value: "retail" },
        { key: "segment", value: "bank" },
      ],
    },
    ["acme", "globex"],
  ],
  [
    {
      labels: [
        { key: "segment", value: "retail" },
        { key: "tested", value: "by-hand" },
      ],
    },
    ["acme"],
  ],
  [{ services: ["iaas"] }, ["acme", "initech"]],
  [{ services: ["iaas", "paas"] }, ["acme", "globex", "initech"]],
  [{ tiers: ["standard"] }, ["acme", "globex"]],
  [{ tiers: ["starter@1"] }, ["initech"]],
  [{ tiers: ["iaas/standard"] }, ["acme"]],
  [{ tiers: ["paas/standard@1", "iaas/starter@1"] }, ["globex", "initech"]],
  [{ cells: ["eu-shared-1"] }, ["globex", "initech"]],
  [{ rings: ["early", "late"] }, ["globex", "initech"]],
  [{ states: ["active"] }, ["acme", "globex", "initech"]],
  [{ all: true, rings: ["early"] }, ["globex"]],
  [{ ids: ["*c*"], rings: ["late"], services: ["paas"] }, ["initech"]],
])("selects by %j", (selectors, expected) => {
  expect(idsOf(select(selectors))).toEqual(expected);
});

test("service, tier and cell have to hold for one and the same subscription", () => {
  expect(idsOf(select({ services: ["iaas"], cells: ["eu-shared-1"] }))).toEqual([]);
  expect(idsOf(select({ services: ["paas"], tiers: ["starter"], cells: ["eu-shared-1"] }))).toEqual(["initech"]);
});

test("says of each tenant why it is selected, kind by kind", () => {
  const selection = select({
    ids: ["initech", "*c*"],
    tiers: ["starter"],
    cells: ["eu-shared-1"],
    rings: ["early", "late"],
    states: ["active"],
  });
  expect("selected" in selection && selection.selected.map(({ why }) => why)).toEqual([
    ["named", "ring late", "state active", "subscription apps: paas/starter@1 in eu-shared-1"],
  ]);
  const all = select({ all: true });
  expect("selected" in all && all.selected.map(({ why }) => why)).toEqual([["all"], ["all"], ["all"]]);
  const byLabel = select({ ids: ["a*"], labels: [{ key: "segment", value: "retail" }] });
  expect("selected" in byLabel && byLabel.selected.map(({ why }) => why)).toEqual([
    ["matches a*", "label segment=retail"],
  ]);
});

test.each<[Partial<Selectors>, string]>([
  [{ ids: ["acme"], all: true }, "Both ids and --all are given; give one of them."],
  [{}, "No tenant is named. Give one or more ids, or --all."],
  [{ ids: ["acne"] }, 'The estate has no tenant "acne". Did you mean "acme"?\nTenants: acme, globex, initech.'],
  [{ ids: ["a*", "\u202ered\n"] }, 'The estate has no tenant "\\u202ered\\n".\nTenants: acme, globex, initech.'],
])("refuses %j", (selectors, problem) => {
  expect(select(selectors)).toEqual({ problem });
});

test.each<[Partial<Selectors>, string]>([
  [
    { tiers: ["standrad"], rings: ["early"] },
    'No tenant is selected.\n--tier standrad fits no tenant. Did you mean "standard"?\n' +
      "Tiers that tenants have: iaas/standard@1, iaas/starter@1, paas/standard@1, paas/starter@1.",
  ],
  [
    { labels: [{ key: "segment", value: "retial" }] },
    'No tenant is selected.\n--label segment=retial fits no tenant. Did you mean "segment=retail"?\n' +
      "Labels that tenants have: segment=retail, tested=by-hand.",
  ],
  [
    { labels: [{ key: "constructor", value: "x" }] },
    "No tenant is selected.\n--label constructor=x fits no tenant.\n" +
      "Labels that tenants have: segment=retail, tested=by-hand.",
  ],
  [{ ids: ["z*"] }, "No tenant is selected.\nz* fits no tenant.\nTenants: acme, globex, initech."],
  [
    { rings: ["early"], services: ["iaas"] },
    "No tenant is selected: none is --service iaas (2 tenants) and --ring early (1 tenant) at once.",
  ],
])("says what there is where nothing fits %j", (selectors, nothing) => {
  expect(select(selectors)).toEqual({ selected: [], nothing, warnings: [] });
});

test("warns of a value that fits nobody beside one that does", () => {
  const selection = select({ tiers: ["starter", "premum"], ids: ["*"] });
  expect("warnings" in selection && selection.warnings).toEqual(["--tier premum fits no tenant."]);
});

test("an estate without tenants has nothing to select, and that is no mistake of the selection", () => {
  expect(selectTenants({ tenants: [] }, { ids: [], all: true })).toEqual({ selected: [], warnings: [] });
});

test("finds one tenant by its exact id", () => {
  expect(tenantOf(estate, "acme")).toBe(estate.tenants[0]);
  expect(tenantOf(estate, "a*")).toEqual({
    problem: 'The estate has no tenant "a*".\nTenants: acme, globex, initech.',
  });
});

test("another kind of selector never adds a tenant, and another value of a kind never takes one away", () => {
  const kinds = {
    services: ["iaas", "paas", "saas"],
    tiers: ["standard", "starter@1", "iaas/standard", "paas/starter@1", "gold"],
    cells: ["eu-shared-1", "eu-central-1-main", "moon"],
    rings: ["early", "general", "late"],
    states: ["active", "suspended"],
  } as const;
  const selectors = fc.record(
    Object.fromEntries(
      Object.entries(kinds).map(([kind, values]) => [kind, fc.subarray([...values], { minLength: 1 })]),
    ) as { [Kind in keyof typeof kinds]: fc.Arbitrary<string[]> },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(selectors, fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])), (given, kind) => {
      const some = idsOf(select({ all: true, ...given }));
      expect(idsOf(select({ all: true, ...given, [kind]: [] }))).toEqual(expect.arrayContaining(some));
      if (given[kind] !== undefined) {
        const wider = { all: true, ...given, [kind]: [...kinds[kind]] };
        expect(idsOf(select(wider))).toEqual(expect.arrayContaining(some));
      }
    }),
  );
});
