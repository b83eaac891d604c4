import { expect, test } from "@jest/globals";

import { marginsOf } from "../../../fleet/policies.ts";
import { baseEstate } from "../../helpers/baseEstate.ts";
import { priceBookTexts } from "../../helpers/priceBooks.ts";

const estate = baseEstate(priceBookTexts);
const withFloor = (marginFloorPercent: number): typeof estate => ({
  ...estate,
  manifest: {
    ...estate.manifest,
    spec: { ...estate.manifest.spec, money: { ...estate.manifest.spec.money, marginFloorPercent } },
  },
});

test("margins are computed once for an estate and a day, and anew for another of either", () => {
  const [low, high] = [withFloor(10), withFloor(99)];
  const known = marginsOf(low, "2026-12-01");
  expect(marginsOf(low, "2026-12-01")).toBe(known);
  expect(marginsOf(low, "2026-12-02")).not.toBe(known);
  expect(marginsOf(high, "2026-12-01")).not.toBe(known);
  expect([known("globex"), marginsOf(high, "2026-12-01")("globex")]).toEqual(["met", "below"]);
});
