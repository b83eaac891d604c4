import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { emptyTrail, entryAfter, type TrailEntry, type TrailHead } from "../../../../core/trail/trailEntry.ts";
import { verifyTrail } from "../../../../core/trail/verifyTrail.ts";
import { trailRecord } from "../../../helpers/trailRecord.ts";

/** A trail of so many entries, each about another tenant. */
const chain = (length: number): TrailEntry[] => {
  let end: TrailHead = emptyTrail;
  return Array.from({ length }, (_, index) => {
    const entry = entryAfter(end, trailRecord({ subject: `tenant-${String(index)}` }));
    end = { entries: entry.sequence, head: entry.digest };
    return entry;
  });
};
const text = (entries: readonly unknown[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
const trail = chain(5);
const [, second] = trail;
const end = { entries: 5, head: trail[4]?.digest ?? null };
const problems = (content: string, known: Parameters<typeof verifyTrail>[1] = []): string[] =>
  verifyTrail(content, known).problems.map(
    ({ line, message }) => `${line === undefined ? "" : `${String(line)}: `}${message}`,
  );

test("a trail as it was written has no problem, and says where it ends", () => {
  expect(verifyTrail(text(trail), [{ ...end, source: "head.json" }])).toEqual({ ...end, problems: [] });
  expect(verifyTrail("", [])).toEqual({ entries: 0, head: null, problems: [] });
});

test.each([
  [
    "edited",
    trail.with(1, { ...second, subject: "globex" } as TrailEntry),
    ["2: The entry was changed: its digest is that of another content."],
  ],
  ["deleted", trail.toSpliced(1, 1), ["2: The entry is number 3, and 2 should follow."]],
  [
    "swapped",
    [trail[0], trail[2], trail[1], trail[3], trail[4]],
    [
      "2: The entry is number 3, and 2 should follow.",
      "3: The entry is number 2, and 4 should follow.",
      "4: The entry is number 4, and 3 should follow.",
    ],
  ],
  ["put in twice", trail.toSpliced(1, 0, ...trail.slice(1, 2)), ["3: The entry is number 2, and 3 should follow."]],
  [
    "no entry",
    trail.with(1, { hello: "world" } as unknown as TrailEntry),
    ["2: The line is no entry of a trail.", "3: The entry follows another than the one before it."],
  ],
])("an entry that was %s is found where it is", (_what, entries, expected) => {
  expect(problems(text(entries))).toEqual(expected);
});

test("an entry that was edited and given its new digest breaks the chain after it", () => {
  const forged = entryAfter({ entries: 1, head: trail[0]?.digest ?? null }, trailRecord({ subject: "globex" }));
  expect(problems(text(trail.with(1, forged)))).toEqual(["3: The entry follows another than the one before it."]);
});

test("a tail that was cut off is missed by whoever knows the end, and only by them", () => {
  const cut = text(trail.slice(0, 3));
  expect(problems(cut)).toEqual([]);
  expect(problems(cut, [{ ...end, source: "The report of 2026-12-01" }])).toEqual([
    "The report of 2026-12-01 knows of 5 entries, and there are 3: the end was cut off.",
  ]);
  const anew = entryAfter({ entries: 4, head: trail[3]?.digest ?? null }, trailRecord({ subject: "globex" }));
  expect(problems(text(trail.with(4, anew)), [{ ...end, source: "head.json" }])).toEqual([
    "head.json knows of another entry with the number 5.",
  ]);
});

test("a line that is not whole, and a gap, are told of", () => {
  expect(problems(text(trail).slice(0, -1))).toEqual(["5: The last line is not whole."]);
  const nothing = { subject: "", plan: null, result: null, changes: null } as const;
  const gap = entryAfter(end, trailRecord({ event: "gap", ...nothing, expected: { entries: 7, head: end.head } }));
  expect(problems(text([...trail, gap]))).toEqual([
    "6: The trail was left with 7 entries, and was found with another end.",
  ]);
});

test("no change of any character, and no removal of any line, goes unseen by whoever knows the end", () => {
  const whole = text(trail);
  const known = [{ ...end, source: "head.json" }];
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      fc.pre(whole[at] !== character);
      const changed = whole.slice(0, at) + character + whole.slice(at + 1);
      // White space between JSON's tokens, and one way of writing a character or another, change nothing that is said.
      fc.pre(text(changed.split("\n").flatMap((line) => safely(line))) !== whole);
      expect(problems(changed, known)).not.toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.nat(4), (line) => {
      expect(problems(text(trail.toSpliced(line, 1)), known)).not.toEqual([]);
    }),
  );
});

function safely(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
