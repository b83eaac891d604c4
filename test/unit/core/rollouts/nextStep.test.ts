import { describe, expect, test } from "@jest/globals";

import { forecast } from "../../../../core/rollouts/forecast.ts";
import { mayBegin, nextStep, type RolloutStep } from "../../../../core/rollouts/nextStep.ts";
import type { Participant } from "../../../../core/rollouts/participants.ts";
import { participant, rolloutOf } from "../../../helpers/rolloutOf.ts";

const sunday = "2026-12-06T01:30:00Z";
const monday = "2026-12-07T12:00:00Z";
const newYork = { window: "Wed 22:00-01:00", timeZone: "America/New_York" };
const wave = { tenants: 2 };

function stepOf(
  participants: readonly Participant[],
  { spec = {}, status = {}, at = sunday, freezes = [] as { from: string; to: string }[] } = {},
): RolloutStep {
  return nextStep(rolloutOf({ wave, ...spec }, status), { participants, freezes, at });
}

const [anna, bert, carl] = [participant("anna"), participant("bert"), participant("carl", { ring: "early" })];

describe("the next step of a rollout", () => {
  test("runs those of the first ring, and no more of them than a wave has", () => {
    expect(stepOf([anna, bert, carl])).toEqual({ do: "run", tenants: ["carl"], isNew: true });
    const reached = { reached: ["carl"], wave: 1 };
    expect(stepOf([anna, bert, carl], { status: reached })).toMatchObject({ do: "run", isNew: true });
    expect(stepOf([anna, bert, carl], { status: reached, spec: { wave: { tenants: 1 } } })).toMatchObject({
      tenants: [expect.stringMatching(/^(?:anna|bert)$/)],
    });
  });

  test("begins a ring with its canary", () => {
    const spec = { wave: { percent: 100, canary: 1 } };
    const first = stepOf([anna, bert], { spec });
    if (first.do !== "run") throw new Error("it runs nobody");
    expect(first.tenants).toHaveLength(1);
    expect(stepOf([anna, bert], { spec, status: { reached: [...first.tenants] } })).toMatchObject({ do: "run" });
  });

  test("waits for the next window, by each tenant's own clock", () => {
    // A Monday; winter time in Berlin is an hour ahead of UTC.
    expect(stepOf([anna], { at: monday })).toEqual({
      do: "wait",
      until: "2026-12-13T01:00:00Z",
      tenant: "anna",
      waiting: 1,
    });
    const abroad = participant("dora", { maintenance: newYork });
    expect(stepOf([anna, abroad], { at: monday })).toEqual({
      ...{ do: "wait", until: "2026-12-10T03:00:00Z", tenant: "dora", waiting: 2 },
    });
    // On the last Sunday in March the clocks in Berlin are set forward from 2 to 3; what was to begin at 2 begins at 3.
    expect(stepOf([anna], { at: "2027-03-27T12:00:00Z" })).toMatchObject({ until: "2027-03-28T01:00:00Z" });
    expect(stepOf([anna], { at: "2027-03-29T12:00:00Z" })).toMatchObject({ until: "2027-04-04T00:00:00Z" });
  });

  test("runs those whose window is open although others of the ring wait, and never the next ring before", () => {
    const abroad = participant("dora", { maintenance: newYork });
    expect(stepOf([anna, abroad])).toEqual({ do: "run", tenants: ["anna"], isNew: true });
    const early = participant("dora", { maintenance: newYork, ring: "early" });
    expect(stepOf([anna, early])).toMatchObject({ do: "wait", tenant: "dora" });
  });

  test("takes no window that touches a freeze, and says whose never opens", () => {
    expect(stepOf([anna], { freezes: [{ from: "2026-12-06", to: "2026-12-06" }] })).toMatchObject({
      ...{ do: "wait", until: "2026-12-13T01:00:00Z" },
    });
    const always = [{ from: "2026-01-01", to: "2036-01-01" }];
    expect(stepOf([anna, bert], { freezes: always })).toMatchObject({ do: "stuck" });
    // Who has none holds up nobody else of the ring, nor the next ring.
    const never = participant("erik", {
      ring: "early",
      maintenance: newYork,
    });
    const onlyOneSunday = [
      { from: "2026-01-01", to: "2027-03-27" },
      { from: "2027-03-29", to: "2036-01-01" },
    ];
    expect(stepOf([never], { freezes: onlyOneSunday })).toEqual({ do: "stuck", tenants: ["erik"] });
    expect(stepOf([never, anna], { freezes: onlyOneSunday })).toMatchObject({ do: "wait", tenant: "anna" });
    expect(stepOf([never, anna], { freezes: onlyOneSunday, status: { reached: ["anna"] } })).toEqual({
      ...{ do: "stuck", tenants: ["erik"] },
    });
  });

  test("waits for neither where the rollout or its last word says so", () => {
    const freezes = [{ from: "2026-01-01", to: "2036-01-01" }];
    const reason = "A security fix that cannot wait.";
    const run = { do: "run", tenants: ["anna"], isNew: true };
    expect(stepOf([anna], { at: monday, freezes, spec: { windows: false, reason } })).toEqual(run);
    expect(stepOf([anna], { at: monday, freezes, status: { outsideWindows: reason } })).toEqual(run);
  });

  test("goes on with an open wave before anything else, drops of it who has left, and waits for nobody who is suspended", () => {
    const status = { reached: ["anna", "bert"], open: ["anna", "bert"], wave: 1 };
    expect(stepOf([anna, bert, carl], { status })).toEqual({ do: "run", tenants: ["anna", "bert"], isNew: false });
    expect(stepOf([anna, carl], { status })).toEqual({ do: "drop", tenants: ["bert"] });
    const asleep = participant("bert", { suspended: true });
    expect(stepOf([anna, asleep, carl], { status })).toEqual({ do: "run", tenants: ["anna"], isNew: false });
    const left = { ...status, open: ["bert"] };
    expect(stepOf([anna, asleep, carl], { status: left })).toEqual({ do: "run", tenants: ["carl"], isNew: true });
    expect(stepOf([anna, asleep], { status: left })).toEqual({ do: "finish", suspended: [] });
    expect(stepOf([anna, bert], { status, at: monday })).toMatchObject({ do: "wait" });
  });

  test("leaves suspended tenants out, and is done without them", () => {
    const asleep = participant("bert", { suspended: true });
    expect(stepOf([anna, asleep], { status: { reached: ["anna"] } })).toEqual({ do: "finish", suspended: ["bert"] });
    expect(stepOf([])).toEqual({ do: "finish", suspended: [] });
  });

  test("stops where more have failed than may, and otherwise goes on", () => {
    const failed = [{ tenant: "carl", why: "engine: permanent" }];
    const status = { reached: ["carl"], failed };
    expect(stepOf([anna, bert, carl], { status })).toEqual({ do: "stop", reason: "1 failed, and no more than 0 may." });
    expect(stepOf([anna, bert, carl], { status, spec: { budget: { percent: 34 } } })).toMatchObject({ do: "run" });
  });

  test.each(["paused", "stopped", "aborted", "done", "rolled-back"])("of one that is %s is none", (state) => {
    expect(stepOf([anna], { status: { state } })).toEqual({ do: "rest" });
  });

  test("of a way back takes those who were reached last, and whoever may not go back not again", () => {
    const failed = [{ tenant: "bert", why: "refused" }];
    const status = { undoing: true, reached: ["carl", "anna", "bert"], failed };
    expect(stepOf([anna, bert, carl], { status })).toEqual({ do: "run", tenants: ["anna", "carl"], isNew: true });
    expect(stepOf([anna, bert, carl], { status: { undoing: true, reached: ["bert"], failed } })).toEqual({
      ...{ do: "finish", suspended: [] },
    });
  });

  test("may be begun by a tenant while its own window is open", () => {
    expect(mayBegin(rolloutOf(), anna, [], sunday)).toBe(true);
    expect(mayBegin(rolloutOf(), anna, [], "2026-12-06T03:00:00Z")).toBe(false);
    expect(mayBegin(rolloutOf({ windows: false, reason: "It cannot wait." }), anna, [], monday)).toBe(true);
  });
});

describe("what a rollout is expected to do", () => {
  test("is its waves with the instants at which they may begin", () => {
    const abroad = participant("dora", { maintenance: newYork });
    const asleep = participant("emil", { suspended: true });
    const facts = { participants: [anna, bert, carl, abroad, asleep], freezes: [], at: monday };
    const { waves, suspended, never } = forecast(rolloutOf({ wave }, { state: "paused" }), facts);
    expect(waves.map(({ from, tenants }) => [from, tenants.toSorted()])).toEqual([
      ["2026-12-13T01:00:00Z", ["carl"]],
      ["2026-12-13T01:00:00Z", ["anna", "bert"]],
      ["2026-12-17T03:00:00Z", ["dora"]],
    ]);
    expect([suspended, never]).toEqual([["emil"], []]);
    const always = [{ from: "2026-01-01", to: "2036-01-01" }];
    expect(forecast(rolloutOf(), { ...facts, freezes: always }).never.toSorted()).toEqual([
      "anna",
      "bert",
      "carl",
      "dora",
    ]);
  });
});
