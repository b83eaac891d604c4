import { describe, expect, test } from "@jest/globals";

import { applicationsChanges } from "../../../../../components/paas/applications/stateful.ts";
import { volumeParts } from "../../../../../components/paas/applications/volumeParts.ts";
import type { Json } from "../../../../../core/kinds/serviceKind.ts";
import { files, ordered, planOf, shop } from "./orders.ts";

const bundleOf = (...apps: object[]): Json => planOf(apps).plan as unknown as Json;
const inProd = { ...files, environments: ["prod"] };
const sized = (sizeGiB: number): object => ({ ...inProd, volume: { path: "/data", sizeGiB } });

describe("volumes of applications", () => {
  test("do not change when nothing of them does, nor when only where they are found or their app does", () => {
    const other = { ...files, image: "ghcr.io/msp/shop:2", volume: { path: "/var/lib", sizeGiB: 5 } };
    expect(applicationsChanges(bundleOf(files, shop), bundleOf(files, shop))).toEqual([]);
    expect(applicationsChanges(bundleOf(files, shop), bundleOf(shop, other))).toEqual([]);
    expect(applicationsChanges({ environments: [] }, bundleOf(shop))).toEqual([]);
  });

  test("come with their app and its environments", () => {
    const change = (environment: string) => ({
      effect: "added",
      part: `volume of the app "files" in "${environment}"`,
      id: `apps/files/${environment}`,
      property: "apps.volume: none → files--data",
      fix: "Order it in a change of its own.",
    });
    expect(applicationsChanges({ environments: [] }, bundleOf(files))).toEqual([change("prod"), change("staging")]);
    expect(applicationsChanges(bundleOf(inProd), bundleOf(files))).toEqual([change("staging")]);
  });

  test("go with their app, with one of its environments, when it does without, and with the subscription", () => {
    const change = (environment: string) => ({
      effect: "removed",
      part: `volume of the app "files" in "${environment}"`,
      id: `apps/files/${environment}`,
      property: "apps.volume: files--data → none",
      fix: "Order it again, or end it in a change of its own.",
    });
    expect(applicationsChanges(bundleOf(files), bundleOf(inProd))).toEqual([change("staging")]);
    expect(applicationsChanges(bundleOf(files), bundleOf({ ...shop, name: "files" }))).toEqual(
      ["prod", "staging"].map(change),
    );
    expect(applicationsChanges(bundleOf(inProd), bundleOf(shop))).toEqual([change("prod")]);
    expect(applicationsChanges(bundleOf(files), undefined)).toEqual(["prod", "staging"].map(change));
  });

  test("grow, and would lose what is in them by shrinking or another name", () => {
    const part = { part: 'volume of the app "files" in "prod"', id: "apps/files/prod" };
    expect(applicationsChanges(bundleOf(sized(5)), bundleOf(sized(8)))).toEqual([
      {
        ...part,
        effect: "grown",
        property: "apps.volume.sizeGiB: 5 → 8",
        fix: "Let it grow in a change of its own.",
      },
    ]);
    const renamed = JSON.parse(JSON.stringify(bundleOf(sized(8))).replace("files--data", "files")) as Json;
    expect(applicationsChanges(renamed, bundleOf(sized(5)))).toEqual([
      {
        ...part,
        effect: "replaced",
        property: "apps.volume.claimName: files → files--data",
        fix: "Keep what its name is made of.",
      },
      {
        ...part,
        effect: "shrunk",
        property: "apps.volume.sizeGiB: 8 → 5",
        fix: "Keep 8; for less, order an app of another name with a volume and move the data into it.",
      },
    ]);
  });
});

test("every ordered volume has an id that its protection is lifted by", () => {
  const apps = [ordered(shop), ordered(files), ordered({ ...inProd, name: "media" })];
  expect(volumeParts({ apps }, ["prod", "staging"])).toEqual([
    "apps/files/prod",
    "apps/files/staging",
    "apps/media/prod",
  ]);
});
