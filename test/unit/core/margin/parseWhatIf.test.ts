import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { parseWhatIf } from "../../../../core/margin/parseWhatIf.ts";

test("takes tiers by subscription, prices, a region and a utilisation", () => {
  const found = parseWhatIf("tier=web:premium@1,tier=apps:standard,price=-2.5%,region=eu-west-1,utilisation=60");
  if ("problems" in found) throw new Error(found.problems.join(" "));
  expect([...found.tiers]).toEqual([
    ["web", "premium@1"],
    ["apps", "standard"],
  ]);
  expect([found.pricePercent?.toFixed(), found.region, found.utilisationPercent?.toFixed()]).toEqual([
    "-2.5",
    "eu-west-1",
    "60",
  ]);
});

test.each([
  ["tier=web", '"tier=web" is not like tier=web:premium@1, a subscription\'s name and a tier.'],
  ["price=5%", '"price=5%" is not like price=+5% or price=-2.5%.'],
  ["price=-101%", '"price=-101%" would make prices negative.'],
  ["utilisation=101", '"utilisation=101" is not like utilisation=60, per cent above 0 and up to 100.'],
  ["utilisation=NaN", '"utilisation=NaN" is not like utilisation=60, per cent above 0 and up to 100.'],
  ["utilisation=0", '"utilisation=0" is not like utilisation=60, per cent above 0 and up to 100.'],
  ["region=Europe", '"region=Europe" is not like region=eu-west-1.'],
  ["", '"" is none of tier, price, region, utilisation with a value.'],
  ["toString=1", '"toString=1" is none of tier, price, region, utilisation with a value.'],
])("%s is refused", (text, problem) => {
  expect(parseWhatIf(text)).toEqual({ problems: [problem] });
});

test("each is given once, and all mistakes are told at once", () => {
  expect(parseWhatIf("price=+1%,price=+2%,tier=a:b,tier=a:c,x")).toEqual({
    problems: [
      '"price=+2%" is the second of its sort; each is given once, tiers once for each subscription.',
      '"tier=a:c" is the second of its sort; each is given once, tiers once for each subscription.',
      '"x" is none of tier, price, region, utilisation with a value.',
    ],
  });
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `price=${text}%`),
      ),
      (text) => {
        expect(Object.keys(parseWhatIf(text)).length).toBeGreaterThan(0);
      },
    ),
  );
});
