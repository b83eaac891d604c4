import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import type { Estate } from "../../../../core/estate/estate.ts";
import { kindOf, type Json } from "../../../../core/kinds/serviceKind.ts";
import { planAt, type TriedTier } from "../../../../core/margin/planAt.ts";
import { formatTier } from "../../../../core/schema/tier.ts";
import { exampleEstate } from "../../../helpers/exampleEstate.ts";

const estate = exampleEstate();

const uses = [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** The tier's orders at every use, in the first cell that takes it. */
const triedTier = (entry: Estate["catalogue"][number]): readonly TriedTier[] => {
  const kind = kindOf(serviceKinds, entry.manifest.metadata.service);
  if (kind === undefined) throw new Error("there is no such kind");
  const cells = estate.manifest.spec.cells.filter(({ target }) => target === kind.target);
  const found = cells
    .map((cell) => uses.map((percent) => planAt(entry, kind, cell, percent, estate.manifest)))
    .find((all) => all.every((tried) => "resolved" in tried));
  return (found ?? []).flatMap((tried) => ("resolved" in tried ? [tried] : []));
};

describe.each(
  estate.catalogue.map(
    (entry) => [`${entry.manifest.metadata.service}/${formatTier(entry.manifest.metadata)}`, entry] as const,
  ),
)("%s", (_name, entry) => {
  const tried = triedTier(entry);
  const granted = entry.entitlements as Readonly<Record<string, number>>;

  test("can be ordered at every use, and never beyond what it grants", () => {
    expect(tried).toHaveLength(uses.length);
    for (const { demand } of tried) {
      for (const [name, { amount }] of Object.entries(demand))
        expect([name, amount <= (granted[name] ?? 0)]).toEqual([name, true]);
    }
  });

  test("a higher use orders no less of anything", () => {
    tried.slice(1).forEach(({ demand }, index) => {
      const before = tried[index]?.demand ?? {};
      // Whole disks and databases make storage uneven by less than one of each.
      for (const name of Object.keys(demand).filter((each) => each !== "storageGiB" && each !== "databaseStorageGiB")) {
        expect([name, (demand[name]?.amount ?? 0) >= (before[name]?.amount ?? 0)]).toEqual([name, true]);
      }
    });
  });

  test("all of it is used at full use", () => {
    const full = tried.at(-1)?.demand ?? {};
    for (const [name, { amount }] of Object.entries(full)) {
      const all = granted[name] ?? 0;
      // Storage alone is cut into whole GiB for each volume and database.
      if (name.endsWith("GiB") && name !== "memoryGiB")
        expect([name, amount >= all * 0.95 && amount <= all]).toEqual([name, true]);
      else expect([name, amount]).toEqual([name, all]);
    }
  });
});

/** The newest tier of a service by its name, with other grants and features. */
const offering = (service: string, name: string, grants: Json, features: Json): Estate["catalogue"][number] => {
  const entry = estate.catalogue.findLast(
    ({ manifest: { metadata } }) => metadata.service === service && metadata.name === name,
  );
  if (entry === undefined) throw new Error("there is no such tier");
  return {
    ...entry,
    entitlements: { ...(entry.entitlements as object), ...(grants as object) },
    features: { ...(entry.features as object), ...(features as object) },
  };
};

describe("a tier that grants more than one thing may be", () => {
  test.each([
    ["one volume's storage", "iaas", "premium", { volumes: 1, storageGiB: 100_000 }, {}],
    ["one group's machines", "iaas", "premium", { machines: 600, vcpu: 5000, memoryGiB: 20_000, loadBalancers: 0 }, {}],
    ["all groups' load balancers", "iaas", "premium", { machines: 100, loadBalancers: 25 }, {}],
    ["one database's storage", "paas", "standard", { databaseStorageGiB: 20_000, environments: 1 }, {}],
    ["one container's", "paas", "standard", { apps: 1 }, { containerMaximum: { vcpu: 1, memoryGiB: 1 } }],
  ])("%s: it can be ordered all the same", (_name, service, tier, grants, features) => {
    expect(triedTier(offering(service, tier, grants, features))).toHaveLength(uses.length);
  });

  test("an order that its kind refuses is a problem, not a mistake of ours", () => {
    const [kind, [entry], [cell]] = [
      kindOf(serviceKinds, "iaas"),
      estate.catalogue,
      estate.manifest.spec.cells.filter(({ target }) => target === "aws"),
    ];
    if (kind === undefined || entry === undefined || cell === undefined) throw new Error("the example lacks something");
    const refused = { ...kind, scaledSpec: () => ({ network: { cidr: "10.0.0.0/20" }, machines: [{ size: 1 }] }) };
    const tried = planAt(entry, refused, cell, 50, estate.manifest);
    expect("problems" in tried && tried.problems.map(({ concern, path }) => [concern, path])).toEqual([
      ["tier", ["machines", 0, "name"]],
      ["tier", ["machines", 0, "size"]],
      ["tier", ["machines", 0, "count"]],
    ]);
  });
});
