import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";

import type { EditResult } from "../../../../core/documents/editDocument.ts";
import { partAt } from "../../../../core/documents/sourceMap.ts";
import {
  carriedOut,
  withoutPending,
  withPending,
  withTier,
  type PendingMove,
} from "../../../../core/moves/editMove.ts";
import { manifestLayouts } from "../../../helpers/manifestLayouts.ts";

function textOf(result: EditResult): string {
  if ("problem" in result) throw new Error(result.problem);
  return result.text;
}

const subscription = (text: string): unknown =>
  partAt(parse(text.replace(/^\u{FEFF}/u, "")), ["spec", "subscriptions", 0]);

const pendings = fc.record<PendingMove>(
  {
    to: fc.constantFrom("premium@1", "standard"),
    when: fc.constantFrom("window", "renewal"),
    on: fc.constant("2027-01-01"),
    requested: fc.constant("2026-12-24"),
    approvedBy: fc.constantFrom("cto@acme.example", "o'brien+x@acme.example"),
  },
  { requiredKeys: ["to", "when", "on", "requested"] },
);

test("a pending move that is taken away leaves no trace, in any layout", () => {
  fc.assert(
    fc.property(manifestLayouts, pendings, ({ text }, pending) => {
      const changed = textOf(withPending(text, 0, pending));
      expect(partAt(subscription(changed), ["pending"])).toEqual(pending);
      expect(textOf(withoutPending(changed, 0))).toBe(text);
    }),
  );
});

test("a pending move that is made is the tier, what was agreed about it, and nothing else", () => {
  fc.assert(
    fc.property(manifestLayouts, pendings, ({ text }, pending) => {
      const before = subscription(text) as object;
      const { when, on, approvedBy } = pending;
      const move = { ...(when === "renewal" && { on }), ...(approvedBy !== undefined && { approvedBy }) };
      expect(subscription(textOf(carriedOut(textOf(withPending(text, 0, pending)), 0, pending)))).toEqual({
        ...{ ...before, tier: pending.to },
        ...(Object.keys(move).length > 0 && { move }),
      });
    }),
  );
});

test("what was agreed about an earlier move does not count for the next", () => {
  const text = "spec:\n  subscriptions:\n    - tier: standard@1\n      move: { approvedBy: a@b.example } # by phone\n";
  expect(withTier(text, 0, "starter@1", {})).toEqual({ text: "spec:\n  subscriptions:\n    - tier: starter@1\n" });
  expect(withTier(text, 0, "starter@1", { on: "2027-01-01" })).toEqual({
    text: 'spec:\n  subscriptions:\n    - tier: starter@1\n      move: { "on": 2027-01-01 } # by phone\n',
  });
});
