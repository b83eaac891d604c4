import { expect, test } from "@jest/globals";

import { explainCode } from "../../../core/diagnostics/explanations/explainCode.ts";
import { formatCodes, formatExplanation } from "../../../reports/explainReport.ts";

test("a code is explained by title, cause, remedy and an example", () => {
  expect(formatExplanation(explainCode("TEN206"))).toBe(`TEN206: Two subscriptions of a tenant share a name

Why: A subscription's name is part of the names of its resources, so two subscriptions of a tenant cannot share one.

What to do: Rename the one that runs nothing yet: renaming the other builds its resources anew.

Wrong, in tenants/initech.yaml:
    - name: web
      service: paas

Right:
    - name: apps
      service: paas`);
});

test("a code without an example has none", () => {
  expect(formatExplanation(explainCode("TEN003")).split("\n\n")).toEqual([
    "TEN003: The file is empty",
    "Why: The file has no content, or comments alone. A file in this place declares something, so an empty one is taken for an accident.",
    "What to do: Fill it in, or delete it.",
  ]);
});

test("codes are listed with their titles", () => {
  expect(formatCodes([explainCode("TEN001"), explainCode("TEN220")])).toBe(`CODE    TITLE
TEN001  A file or directory cannot be read
TEN220  A move between tiers needs an approval`);
});
