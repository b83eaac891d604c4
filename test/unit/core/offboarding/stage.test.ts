import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { agree, type EndRequest } from "../../../../core/offboarding/agree.ts";
import { plusDays } from "../../../../core/calendarDays.ts";
import { whyRetained } from "../../../../core/offboarding/retention.ts";
import { rendersNothing, stageOf, type TenantFacts } from "../../../../core/offboarding/stage.ts";
import { offboardingSchema, type Offboarding } from "../../../../core/schema/offboarding.ts";

const agreed: Offboarding = { requested: "2026-12-01", retainUntil: "2026-12-31", provisioned: true };
const hold = { reason: "A lawsuit", by: "law@northwind.example" };
const legalHold = { ...hold, since: "2026-12-02" };
const purge = { approved: "2026-12-31", by: "ops@northwind.example" };
const [nothing, there, otherwise] = [
  { runs: "nothing", certified: false },
  { runs: "as-agreed", certified: false },
  { runs: "otherwise", certified: false },
] as const;

describe("the stage of a tenant that leaves", () => {
  test.each<[string, Offboarding, TenantFacts, string]>([
    ["stopping", agreed, otherwise, "2026-12-02"],
    ["stopping", agreed, otherwise, "2027-12-02"],
    ["stopping", { ...agreed, legalHold }, otherwise, "2026-12-02"],
    ["retained", agreed, there, "2026-12-30"],
    ["retained", agreed, nothing, "2026-12-30"],
    ["held", { ...agreed, legalHold }, there, "2027-12-30"],
    ["due", agreed, there, "2026-12-31"],
    ["due", { ...agreed, provisioned: false }, nothing, "2026-12-01"],
    ["purging", { ...agreed, purge }, there, "2026-12-31"],
    ["purging", { ...agreed, purge }, nothing, "2026-12-31"],
    ["purging", { ...agreed, purge }, { runs: "otherwise", certified: true }, "2026-12-31"],
    ["purged", { ...agreed, purge }, { runs: "nothing", certified: true }, "2026-12-31"],
  ])("is %s", (stage, offboarding, facts, today) => {
    expect(stageOf(offboarding, facts, today)).toBe(stage);
  });

  test("lets nothing of it be rendered when its deletion is approved, or it never had anything", () => {
    expect([undefined, agreed, { ...agreed, legalHold }].map(rendersNothing)).toEqual([false, false, false]);
    expect(
      [
        { ...agreed, purge },
        { ...agreed, provisioned: false },
      ].map(rendersNothing),
    ).toEqual([true, true]);
  });
});

describe("what is agreed about an end", () => {
  test.each<[string, Offboarding, EndRequest, object]>([
    ["nothing else", agreed, {}, { offboarding: agreed }],
    ["a later day", agreed, { retainUntil: "2027-06-30" }, { offboarding: { ...agreed, retainUntil: "2027-06-30" } }],
    ["today", agreed, { retainUntil: "2026-12-10" }, { offboarding: { ...agreed, retainUntil: "2026-12-10" } }],
    [
      "a day that is past",
      agreed,
      { retainUntil: "2026-12-09" },
      { problem: "2026-12-09 is past: today is 2026-12-10. Name today or a later day." },
    ],
    [
      "an export",
      agreed,
      { export: "declined" },
      { offboarding: { ...agreed, export: { status: "declined", since: "2026-12-10" } } },
    ],
    [
      "the export that there is",
      { ...agreed, export: { status: "declined", since: "2026-12-02" } },
      { export: "declined" },
      { offboarding: { ...agreed, export: { status: "declined", since: "2026-12-02" } } },
    ],
    ["a hold", agreed, { hold }, { offboarding: { ...agreed, legalHold: { ...hold, since: "2026-12-10" } } }],
    ["the hold that stands", { ...agreed, legalHold }, { hold }, { offboarding: { ...agreed, legalHold } }],
    [
      "another hold",
      { ...agreed, legalHold },
      { hold: { ...hold, reason: "Another one" } },
      {
        problem:
          "A legal hold of law@northwind.example stands since 2026-12-02 already: A lawsuit\nRelease it first, or let it stand.",
      },
    ],
    ["its end", { ...agreed, legalHold }, { release: true }, { offboarding: { ...agreed, retainUntil: "2027-01-08" } }],
    ["the end of none", agreed, { release: true }, { problem: "No legal hold stands." }],
    [
      "anything once it is deleted",
      { ...agreed, purge },
      { export: "declined" },
      {
        problem:
          "Deleting was approved on 2026-12-31 by ops@northwind.example: nothing about its end changes any more.",
      },
    ],
  ])("takes %s", (_what, current, request, expected) => {
    expect(agree(current, request, "2026-12-10")).toEqual(expected);
  });

  const request = fc.oneof(
    fc.constant<EndRequest>({ hold }),
    fc.constant<EndRequest>({ release: true }),
    fc.constantFrom("offered", "declined", "delivered").map((status): EndRequest => ({ export: status })),
  );

  test("stays right by its schema, whatever is asked for and when, and lets go of no day that was left", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(request, fc.nat(40))), (requests) => {
        let [current, today] = [agreed, agreed.requested];
        let unheld = 0;
        for (const [wanted, later] of requests) {
          const next = plusDays(today, later);
          if (current.legalHold === undefined) unheld += later;
          today = next;
          const found = agree(current, wanted, today);
          if ("offboarding" in found) current = found.offboarding;
          expect(offboardingSchema.parse(current)).toEqual(current);
          expect(whyRetained(current, today) === undefined).toBe(current.legalHold === undefined && unheld >= 30);
        }
      }),
    );
  });
});
