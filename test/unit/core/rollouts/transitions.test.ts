import { describe, expect, test } from "@jest/globals";

import { beginWave, endWave, finish, obey, type RolloutOrder } from "../../../../core/rollouts/transitions.ts";
import { rolloutOf } from "../../../helpers/rolloutOf.ts";

const { status } = rolloutOf({}, { reached: ["anna"], wave: 1 });
const begun = beginWave(status, ["bert", "carl"]);

describe("a wave", () => {
  test("is on record before it is run", () => {
    expect(begun).toMatchObject({ wave: 2, reached: ["anna", "bert", "carl"], open: ["bert", "carl"] });
  });

  test("that has ended leaves nobody open but whose end is not known", () => {
    const ended = endWave(begun, new Map([["bert", "well"]]), true);
    expect(ended).toMatchObject({ reached: ["anna", "bert", "carl"], open: ["carl"], failed: [] });
  });

  test("takes back whom it has not begun, unless an earlier run may have", () => {
    const untouched = new Map([["carl", "untouched"]] as const);
    expect(endWave(begun, untouched, true)).toMatchObject({ reached: ["anna", "bert"], open: ["bert"] });
    expect(endWave(begun, untouched, false)).toMatchObject({
      reached: ["anna", "bert", "carl"],
      open: ["bert", "carl"],
    });
  });

  test("passes over whom somebody has taken out meanwhile", () => {
    const aborted = obey(rolloutOf({}, begun), "abort", "because of the test");
    if ("problem" in aborted) throw new Error(aborted.problem);
    expect(aborted.status).toMatchObject({
      ...{ state: "aborted", open: [] },
      failed: ["bert", "carl"].map((tenant) => ({ tenant, why: "aborted before its end was known" })),
    });
    expect(endWave(aborted.status, new Map([["bert", { failed: "x" }]]), true)).toEqual(aborted.status);
  });

  test("of a way back takes tenants out of what is reached, and puts back who may not go", () => {
    const back = beginWave({ ...begun, open: [], undoing: true }, ["carl", "bert"]);
    expect(back).toMatchObject({ reached: ["anna"], open: ["carl", "bert"] });
    const results = new Map([
      ["carl", { refused: "refused" }],
      ["bert", { failed: "engine: permanent" }],
    ]);
    expect(endWave(back, results, true)).toMatchObject({
      ...{ reached: ["anna", "carl"], open: [] },
      failed: [
        { tenant: "carl", why: "refused" },
        { tenant: "bert", why: "engine: permanent" },
      ],
    });
  });
});

describe("a word about a rollout", () => {
  const states = ["running", "paused", "stopped", "aborted", "done", "rolled-back"] as const;
  const orders = ["pause", "resume", "abort", "rollback"] as const;
  const after = (order: RolloutOrder, state: string): string => {
    const said = obey(rolloutOf({}, { state }), order, "because of the test");
    return "problem" in said ? "-" : said.status.state;
  };

  test("is obeyed or refused by its state", () => {
    expect(orders.map((order) => [order, ...states.map((state) => after(order, state))])).toEqual([
      ["pause", "paused", "paused", "-", "-", "-", "-"],
      ["resume", "running", "running", "running", "-", "-", "-"],
      ["abort", "aborted", "aborted", "aborted", "aborted", "-", "-"],
      ["rollback", "running", "running", "running", "running", "running", "running"],
    ]);
  });

  test("that is said twice changes nothing more", () => {
    for (const order of orders) {
      const once = obey(rolloutOf({}, { reached: ["anna"] }), order, "because of the test");
      if ("problem" in once) throw new Error(once.problem);
      expect(obey(rolloutOf({}, once.status), order, "and again")).toEqual({ status: once.status });
    }
  });

  test("to go on tries again first what failed", () => {
    const failed = [{ tenant: "bert", why: "x" }];
    const stopped = rolloutOf({}, { state: "stopped", reached: ["anna", "bert"], failed });
    expect(obey(stopped, "resume", "because of the test")).toMatchObject({
      status: { state: "running", open: ["bert"], failed: [], reached: ["anna", "bert"] },
    });
  });

  test("to go back is not obeyed by a rollout of code", () => {
    const code = { service: undefined, tier: undefined, from: undefined, to: undefined, code: true };
    expect(obey(rolloutOf(code), "rollback", "because of the test")).toEqual({
      problem: "It is one of code, and the code of before is not here: go back to its commit.",
    });
  });

  test("the end of a way back is another than that of a way forward", () => {
    expect(finish(status).state).toBe("done");
    expect(finish({ ...status, open: ["anna"] })).toMatchObject({
      ...{ open: [], failed: [{ tenant: "anna", why: "suspended before its end was known" }] },
    });
    expect(finish({ ...status, undoing: true, reason: "x" })).toMatchObject({ state: "rolled-back", reason: "x" });
  });
});
