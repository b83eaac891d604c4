import { expect, test } from "@jest/globals";

import type { MarginStanding } from "../../../core/margin/marginStandings.ts";
import { judgeStack } from "../../../policies/evaluate.ts";
import { marginFloor } from "../../../policies/rules/money/marginFloor.ts";
import { resource } from "../../helpers/judge.ts";
import { platformTenant } from "../corpus/platformStack.ts";

const stack = resource("pulumi:pulumi:Stack", "tenantry-acme", {});

const answerOf = (margin: MarginStanding | undefined): unknown => {
  const judged = { name: "acme", resources: [stack], tenant: platformTenant, margin };
  return judgeStack([marginFloor], judged).map(({ answer }) => answer);
};

test("a tenant below the floor breaks the rule, and one at or above it does not", () => {
  expect(answerOf("below")).toEqual([
    [{ message: "The tenant's margin should not be below the floor of the estate's spec.money." }],
  ]);
  expect(answerOf("met")).toEqual([[]]);
});

test("where the estate sets no floor, or knows no rates, there is nothing to judge", () => {
  expect(answerOf(undefined)).toEqual(["not-applicable"]);
});

test("of a tenant whom the estate does not have nothing is judged", () => {
  const unknown = { name: "acme", resources: [stack], margin: "below" } as const;
  expect(judgeStack([marginFloor], unknown).map(({ answer }) => answer)).toEqual(["not-applicable"]);
});

test("it only tells, unless the estate says otherwise", () => {
  expect(marginFloor.level).toBe("advisory");
});
