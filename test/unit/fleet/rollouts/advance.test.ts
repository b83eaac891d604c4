import { describe, expect, test } from "@jest/globals";

import type { WaveResult } from "../../../../core/rollouts/transitions.ts";
import type { RolloutManifest } from "../../../../core/schema/rollout.ts";
import { advance, type RolloutWorld, type Wave } from "../../../../fleet/rollouts/advance.ts";
import { participant, rolloutOf } from "../../../helpers/rolloutOf.ts";

const sunday = "2026-12-06T01:30:00Z";

/** A world in memory whose waves end as they are told to. */
function worldOf(
  run: (wave: Wave) => ReadonlyMap<string, WaveResult>,
  given: Partial<RolloutWorld> = {},
  spec: object = { wave: { tenants: 1 } },
): RolloutWorld & { readonly rollout: () => RolloutManifest } {
  let rollout = rolloutOf(spec);
  const participants = ["anna", "bert"].map((id) => participant(id));
  return {
    rollout: () => rollout,
    read: () => ({ rollout, facts: { participants, freezes: [], at: sunday } }),
    document: () => rollout,
    judge: () => undefined,
    write: (status) => {
      rollout = { ...rollout, status };
      return Promise.resolve();
    },
    isInterrupted: () => false,
    run: (wave) => Promise.resolve(run(wave)),
    ...given,
  };
}

const all = ({ tenants }: Wave, result: WaveResult) => new Map(tenants.map((id) => [id, result]));

describe("a rollout that is carried on", () => {
  test("has its wave on record while that runs, and may have it end with the first", async () => {
    const seen: unknown[] = [];
    const world = worldOf((wave) => {
      seen.push([wave.budget, wave.rollout.status.open, world.rollout().status.open]);
      return all(wave, "well");
    });
    const { waves, end } = await advance(world, true);
    const [first = ""] = waves[0]?.results.keys() ?? [];
    expect(seen).toEqual([[0, [first], [first]]]);
    expect([waves.length, end, world.rollout().status]).toEqual([
      ...[1, { end: "once" }],
      { state: "running", wave: 1, reached: [first], open: [], failed: [] },
    ]);
  });

  test("tells a wave how many more may fail", async () => {
    const budgets: number[] = [];
    const world = worldOf(
      (wave) => {
        budgets.push(wave.budget);
        return all(wave, { failed: "engine: permanent" });
      },
      {},
      { wave: { tenants: 1 }, budget: { failed: 1 } },
    );
    expect((await advance(world, false)).end).toEqual({ end: "rests" });
    expect(budgets).toEqual([1, 0]);
    expect(world.rollout().status).toMatchObject({ state: "stopped", reason: "2 failed, and no more than 1 may." });
  });

  test("ends where none of a wave can be begun, with nothing reached", async () => {
    const world = worldOf((wave) => all(wave, "untouched"));
    expect((await advance(world, false)).end).toEqual({ end: "not-begun" });
    expect(world.rollout().status).toMatchObject({ reached: [], open: [], wave: 1 });
  });

  test("ends with whom it does not know open, and begins with them the next time", async () => {
    const world = worldOf(() => new Map());
    expect((await advance(world, false)).end).toEqual({ end: "interrupted" });
    const { open, reached } = world.rollout().status;
    expect([open.length, reached]).toEqual([1, open]);
    const runs: (readonly string[])[] = [];
    const again = { ...world, run: (wave: Wave) => Promise.resolve((runs.push(wave.tenants), all(wave, "well"))) };
    expect((await advance(again, false)).end).toEqual({ end: "finished", suspended: [] });
    expect(runs[0]).toEqual(open);
    expect(world.rollout().status).toMatchObject({ state: "done", wave: 2, open: [] });
  });

  test("writes and runs nothing with which the estate would not be valid", async () => {
    const judge = () => {
      throw new Error("an entitlement is exceeded");
    };
    const ran: Wave[] = [];
    const world = worldOf((wave) => (ran.push(wave), all(wave, "well")), { judge });
    const before = world.rollout();
    await expect(advance(world, false)).rejects.toThrow("an entitlement is exceeded");
    expect([ran, world.rollout()]).toEqual([[], before]);
  });

  test("begins nothing once it is interrupted", async () => {
    const world = worldOf(() => new Map(), { isInterrupted: () => true });
    expect(await advance(world, false)).toEqual({ waves: [], end: { end: "interrupted" } });
  });

  test("says what a wave did whose document was taken away meanwhile, and writes no other", async () => {
    const world = worldOf((wave) => all(wave, "well"), { document: () => undefined });
    const { waves, end } = await advance(world, false);
    expect([waves.length, end]).toEqual([1, { end: "lost" }]);
    expect(world.rollout().status.open).toHaveLength(1);
  });

  test("keeps what somebody said while a wave ran", async () => {
    const world = worldOf(() => new Map());
    const run = async (wave: Wave) => {
      await world.write({ ...world.rollout().status, state: "paused", reason: "because of the test" });
      return all(wave, "well");
    };
    expect((await advance({ ...world, run }, false)).end).toEqual({ end: "rests" });
    expect(world.rollout().status).toMatchObject({ state: "paused", open: [], reason: "because of the test" });
  });
});
