import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { heldBy, tierHoldsOf } from "../../../../core/rollouts/tierHolds.ts";
import { rolloutSchema, type RolloutStatus } from "../../../../core/schema/rollout.ts";
import { loadTexts, lockOf, rolloutText, rolloutTexts, versionText } from "../../../helpers/rolloutEstate.ts";

/** The versions that tenants resolve to. */
function versionsOf(
  rollouts: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string | undefined>> = {},
): Record<string, number | undefined> {
  const tenants = [{ id: "anna" }, { id: "bert", ring: "early" }, { id: "carl", tier: "standard@1" }];
  const { estate, diagnostics } = loadTexts(rolloutTexts(tenants, { ...rollouts, ...others }));
  if (estate === undefined) throw new Error(JSON.stringify(diagnostics));
  return Object.fromEntries(
    estate.tenants.map(({ resolved }) => [resolved.id, resolved.subscriptions[0]?.tier.version]),
  );
}

describe("who follows a tier, while a rollout of it is there,", () => {
  test("has the highest version without one", () => {
    expect(versionsOf({})).toEqual({ anna: 2, bert: 2, carl: 1 });
  });

  test.each(["running", "paused", "stopped", "aborted", "rolled-back"] as const)(
    "stays on the old version until it is reached, while it is %s; a pinned one stays",
    (state) => {
      const file = { "rollouts/apps-2.yaml": rolloutText({}, { state, reached: ["bert", "carl"] }) };
      expect(versionsOf(file)).toEqual({ anna: 1, bert: 2, carl: 1 });
    },
  );

  test("follows its ring again when it is done", () => {
    expect(versionsOf({ "rollouts/apps-2.yaml": rolloutText({}, { state: "done", reached: ["bert"] }) })).toEqual({
      anna: 2,
      bert: 2,
      carl: 1,
    });
  });

  test("stays where an aborted one has brought it, until the next one reaches it", () => {
    const third = { "catalogue/paas/standard@3.yaml": versionText(3) };
    const aborted = { "rollouts/apps-2.yaml": rolloutText({}, { state: "aborted", reached: ["bert"] }) };
    expect(versionsOf(aborted, third)).toEqual({ anna: 1, bert: 2, carl: 1 });
    // Only what is published is rolled out; the holds alone say it as well.
    const texts = [
      { spec: { from: 1, to: 2 }, status: { state: "aborted", reached: ["bert"] } },
      { spec: { from: 1, to: 3 }, status: { state: "running", reached: ["anna"] } },
    ] as const;
    const holds = tierHoldsOf(texts.map(({ spec, status }) => rollout(spec, status)));
    const own = holds.get("paas/standard");
    expect(heldBy(own, "anna", "general")).toEqual({ atMost: 1, reached: 3 });
    expect(heldBy(own, "bert", "early")).toEqual({ atMost: 1, reached: 2 });
    expect(heldBy(own, "carl", "late")).toEqual({ atMost: 1, reached: undefined });
  });

  test("is held by no aborted one any more when another is done that led as far", () => {
    const holds = tierHoldsOf([
      rollout({ from: 1, to: 2 }, { state: "aborted", reached: ["bert"] }),
      rollout({ from: 1, to: 3 }, { state: "done", reached: ["bert", "anna"] }),
    ]);
    expect(holds.size).toBe(0);
  });

  test("is not held where the rollout is not of its ring", () => {
    const holds = tierHoldsOf([rollout({ from: 1, to: 2, rings: ["early"] }, {})]);
    expect(heldBy(holds.get("paas/standard"), "anna", "general")).toBeUndefined();
    expect(heldBy(holds.get("paas/standard"), "anna", "early")).toEqual({ atMost: 1, reached: undefined });
    expect(heldBy(holds.get("iaas/standard"), "anna", "early")).toBeUndefined();
  });

  test("has the old version also where its ring follows none up to it", () => {
    const late = versionText(2).replace("version: 2", "version: 1").replace("spec:\n", "spec:\n  rings: [late]\n");
    const texts = rolloutTexts([{ id: "anna" }], { "catalogue/paas/standard@1.yaml": late });
    const others = { "catalogue.lock": lockOf(texts), "rollouts/apps-2.yaml": rolloutText() };
    const { estate } = loadTexts({ ...texts, ...others });
    expect(estate?.tenants[0]?.resolved.subscriptions[0]?.tier.version).toBe(1);
  });
});

test("the holds of rollouts are the same in whatever order their files come", () => {
  const one = fc.record({
    from: fc.integer({ min: 1, max: 3 }),
    by: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom("running", "aborted", "rolled-back", "done"),
    reached: fc.subarray(["anna", "bert"]),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 4 }), (all) => {
      const made = all.map(({ from, by, state, reached }) => rollout({ from, to: from + by }, { state, reached }));
      const held = (list: typeof made) => heldBy(tierHoldsOf(list).get("paas/standard"), "anna", "general");
      expect(held(made.toReversed())).toEqual(held(made));
    }),
  );
});

function rollout(spec: object, status: Partial<Omit<RolloutStatus, "reached">> & { reached?: readonly string[] }) {
  return rolloutSchema.parse({
    apiVersion: "tenantry.dev/v1",
    kind: "Rollout",
    metadata: { name: "x" },
    spec: { service: "paas", tier: "standard", ...spec },
    status,
  });
}
