import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import type { Estate } from "../../../../core/estate/estate.ts";
import { kindOf } from "../../../../core/kinds/serviceKind.ts";
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
      // Disk is cut into whole GiB for each volume and database.
      expect([name, amount >= (granted[name] ?? 0) * 0.95]).toEqual([name, true]);
    }
  });
});
