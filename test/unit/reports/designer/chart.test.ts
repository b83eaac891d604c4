import { expect, test } from "@jest/globals";

import { tierChart } from "../../../../reports/designer/chart.ts";
import { render } from "../../../../reports/html/markup.ts";
import { designed } from "../../../helpers/designed.ts";

const [tier] = designed().services[0]?.tiers ?? [];
if (tier === undefined) throw new Error("the design has no tier");

const drawn = (price: typeof tier.tier.price): string =>
  render(
    tierChart({
      designed: { ...tier, tier: { ...tier.tier, price } },
      tenants: [],
      currency: "EUR",
      floorPercent: null,
      id: "c",
    }),
  );

test("the price is drawn in the currency that costs are in, whatever the tier's own is", () => {
  // The points have the price as exchanged: 100.00 EUR.
  const yen = drawn({ ...tier.tier.price, monthly: 16_500, currency: "JPY" });
  expect(yen).toBe(drawn(tier.tier.price));
  expect(yen).toContain("the price is 100.00 EUR.");
});
