/** Random rollouts over random fleets, with failures, crashes and people's words at any time, against what must hold of each. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { Participant } from "../../../../core/rollouts/participants.ts";
import { budgetOf } from "../../../../core/rollouts/planWaves.ts";
import { heldBy, tierHoldsOf } from "../../../../core/rollouts/tierHolds.ts";
import { failuresOf, obey, type RolloutOrder, type WaveResult } from "../../../../core/rollouts/transitions.ts";
import { rolloutSchema, type RolloutManifest } from "../../../../core/schema/rollout.ts";
import { advance, type RolloutEnd, type RolloutWorld } from "../../../../fleet/rollouts/advance.ts";

const at = "2026-12-06T01:30:00Z"; // a Sunday, 02:30 in Berlin
const rings = ["early", "general", "late"] as const;
const always = { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" };
const later = { window: "Wed 02:00-04:00", timeZone: "America/New_York" };

type Outcome = "well" | "fails" | "refused" | "untouched";

/** A process that is killed while it works. */
class Killed extends Error {}

/** A fleet in memory: its document as text, what runs, and what was run, in order. */
class Fleet implements RolloutWorld {
  text: string;
  at = at;
  readonly tenants: Map<string, Participant>;
  readonly running = new Map<string, number>();
  /** Every attempt: the tenant, its ring, its wave and the version it was brought to. */
  readonly log: { id: string; wave: number; to: number }[] = [];
  outcomes: (id: string) => Outcome = () => "well";
  /** After how many effects the process dies. */
  killAfter = Infinity;
  /** What somebody does while a wave runs. */
  meanwhile: () => void = () => undefined;

  constructor(tenants: readonly Participant[], spec: object) {
    this.tenants = new Map(tenants.map((tenant) => [tenant.id, tenant]));
    for (const { id } of tenants) this.running.set(id, 1);
    const metadata = { name: "apps-2" };
    const whole = { service: "paas", tier: "standard", from: 1, to: 2, ...spec };
    this.text = JSON.stringify(
      rolloutSchema.parse({ apiVersion: "tenantry.dev/v1", kind: "Rollout", metadata, spec: whole }),
    );
  }

  get rollout(): RolloutManifest {
    return rolloutSchema.parse(JSON.parse(this.text));
  }

  /** What the estate says that a tenant should run. */
  wanted(id: string): number {
    const held = heldBy(tierHoldsOf([this.rollout]).get("paas/standard"), id, this.tenants.get(id)?.ring ?? "");
    return held === undefined ? 2 : (held.reached ?? held.atMost);
  }

  readonly read = () => ({
    rollout: this.rollout,
    facts: { participants: [...this.tenants.values()], freezes: [], at: this.at },
  });

  readonly document = () => this.rollout;

  readonly judge = () => undefined;

  readonly isInterrupted = () => false;

  readonly write: RolloutWorld["write"] = (status) => {
    this.#effect();
    if (status.undoing !== true) this.#requireRings(status.reached);
    this.text = JSON.stringify({ ...this.rollout, status });
    return Promise.resolve();
  };

  readonly run: RolloutWorld["run"] = ({ rollout, tenants }) => {
    const results = new Map<string, WaveResult>();
    for (const id of tenants) {
      const outcome = this.outcomes(id);
      if (outcome !== "untouched") this.#effect();
      const to = this.wanted(id);
      if (outcome !== "untouched") this.log.push({ id, wave: rollout.status.wave, to });
      if (outcome === "well") this.running.set(id, to);
      results.set(
        id,
        outcome === "fails"
          ? { failed: "engine: permanent" }
          : outcome === "refused"
            ? { refused: "refused" }
            : outcome,
      );
    }
    this.meanwhile();
    this.meanwhile = () => undefined;
    return Promise.resolve(results);
  };

  say(order: RolloutOrder): void {
    const said = obey(this.rollout, order, "because of the test");
    if ("status" in said) this.text = JSON.stringify({ ...this.rollout, status: said.status });
  }

  async go(once = false): Promise<RolloutEnd | "killed"> {
    try {
      return (await advance(this, once)).end;
    } catch (error) {
      if (error instanceof Killed) return "killed";
      throw error;
    } finally {
      this.killAfter = Infinity;
    }
  }

  /** Nobody begins before all of the rings before who could have begun. */
  #requireRings(reached: readonly string[]): void {
    const before = new Set(this.rollout.status.reached);
    const ringOf = (id: string): number => rings.indexOf(this.tenants.get(id)?.ring ?? "late");
    const first = Math.min(...reached.filter((id) => !before.has(id)).map(ringOf));
    const passed = [...this.tenants.values()].filter(({ id, suspended }) => !suspended && ringOf(id) < first);
    if (first < Infinity) expect(passed.filter(({ id }) => !reached.includes(id))).toEqual([]);
  }

  #effect(): void {
    this.killAfter -= 1;
    if (this.killAfter < 0) throw new Killed();
  }
}

function fleetOf(
  count: number,
  ringOf: (index: number) => Participant["ring"] = (index) => rings[index % 3] ?? "late",
) {
  return Array.from({ length: count }, (_, index): Participant => {
    return { id: `t${String(index).padStart(3, "0")}`, ring: ringOf(index), maintenance: always, suspended: false };
  });
}

const budgetOfFleet = ({ rollout, tenants }: Fleet): number => budgetOf(rollout.spec.budget, tenants.size);

/** What must hold whatever happens. */
function holds(fleet: Fleet): void {
  const { status } = fleet.rollout;
  const reached = new Set(status.reached);
  // Nobody runs the new version who is not on record for it, but for what is being taken back.
  for (const [id, version] of fleet.running) {
    // Whose turn to go back has not come may have failed on the way there.
    if (status.undoing === true && reached.has(id)) continue;
    const isSettled = !status.open.includes(id) && !status.failed.some(({ tenant }) => tenant === id);
    if (isSettled && fleet.tenants.has(id) && status.state !== "done")
      expect([id, version]).toEqual([id, fleet.wanted(id)]);
  }
}

describe("a rollout over 200 tenants", () => {
  test("ends with all on the new version, ring by ring, each run once", async () => {
    const fleet = new Fleet(fleetOf(200), { wave: { percent: 10, canary: 1 } });
    expect(await fleet.go()).toEqual({ end: "finished", suspended: [] });
    expect(fleet.rollout.status.state).toBe("done");
    expect(new Set(fleet.running.values())).toEqual(new Set([2]));
    expect(fleet.log).toHaveLength(200);
    const order = fleet.log.map(({ id }) => rings.indexOf(fleet.tenants.get(id)?.ring ?? "late"));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const waves = Map.groupBy(fleet.log, ({ wave }) => wave);
    // 67, 67 and 66 tenants: a canary each, then six at a time.
    expect([...waves.values()].map((wave) => wave.length)).toEqual([
      ...[1, ...Array<number>(11).fill(6)],
      ...[1, ...Array<number>(11).fill(6)],
      ...[1, ...Array<number>(10).fill(6), 5],
    ]);
  });

  test.each([0, 3, 10])("stops within one wave of an injected fault, with a budget of %i (C16)", async (failed) => {
    const fleet = new Fleet(fleetOf(200), { wave: { tenants: 20 }, budget: { failed } });
    let count = 0;
    fleet.outcomes = () => ((count += 1) > 50 && count % 4 === 0 ? "fails" : "well");
    expect(await fleet.go()).toEqual({ end: "rests" });
    const { status } = fleet.rollout;
    expect(status.state).toBe("stopped");
    expect(status.failed.length).toBeGreaterThan(failed);
    expect(status.failed.length).toBeLessThanOrEqual(failed + 20);
    const last = Math.max(...fleet.log.map(({ wave }) => wave));
    const failures = fleet.log.filter(({ id }) => status.failed.some(({ tenant }) => tenant === id));
    expect(failures.filter(({ wave }) => wave < last).length).toBeLessThanOrEqual(failed);
    // The rest stays on the old version, and is asked for it.
    const rest = [...fleet.tenants.keys()].filter((id) => !status.reached.includes(id));
    expect(rest.length).toBe(200 - status.reached.length);
    expect(rest.map((id) => [fleet.running.get(id), fleet.wanted(id)])).toEqual(rest.map(() => [1, 1]));
    // Resumed, it goes on where it was: what failed first, nobody else twice.
    fleet.outcomes = () => "well";
    fleet.say("resume");
    expect(await fleet.go()).toEqual({ end: "finished", suspended: [] });
    expect(new Set(fleet.running.values())).toEqual(new Set([2]));
    expect(fleet.log).toHaveLength(200 + status.failed.length);
  });

  test("rolls back those whom it has reached and nobody else; whoever may not go back stays", async () => {
    const fleet = new Fleet(fleetOf(200), { wave: { tenants: 20 } });
    for (let wave = 0; wave < 3; wave++) expect(await fleet.go(true)).toEqual({ end: "once" });
    const reached = [...fleet.rollout.status.reached];
    expect(reached).toHaveLength(60);
    fleet.log.length = 0;
    fleet.say("rollback");
    fleet.outcomes = (id) => (id === reached[7] ? "refused" : "well");
    expect(await fleet.go()).toEqual({ end: "finished", suspended: [] });
    expect(fleet.rollout.status).toMatchObject({
      state: "rolled-back",
      reached: [reached[7]],
      failed: [{ tenant: reached[7], why: "refused" }],
    });
    expect(new Set(fleet.log.map(({ id }) => id))).toEqual(new Set(reached));
    expect([...fleet.running].filter(([, version]) => version === 2)).toEqual([[reached[7], 2]]);
    expect(fleet.wanted(reached[7] ?? "")).toBe(2);
    expect(fleet.wanted(reached[8] ?? "")).toBe(1);
  });
});

interface Real {
  fleet: Fleet;
}

/** One thing that happens. */
class Happens implements fc.AsyncCommand<object, Real> {
  readonly #name: string;
  readonly #work: (fleet: Fleet) => Promise<unknown>;

  constructor(name: string, work: (fleet: Fleet) => Promise<unknown>) {
    this.#name = name;
    this.#work = work;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, { fleet }: Real): Promise<void> {
    const before = fleet.rollout.status;
    const logged = fleet.log.length;
    await this.#work(fleet);
    holds(fleet);
    const rested = before.state !== "running" && !this.#name.startsWith("say");
    // Of what a run has begun, no more fail than may, and those of its last wave.
    const { status } = fleet.rollout;
    if (!this.#name.startsWith("say")) {
      const last = new Set(fleet.log.slice(logged).map(({ wave }) => wave));
      const inLast = new Set(
        fleet.log
          .slice(logged)
          .filter(({ wave }) => wave === Math.max(...last))
          .map(({ id }) => id),
      );
      // Who was open when it ended counts as failed, because nobody knows.
      const failed = status.failed.filter(({ tenant, why }) => !inLast.has(tenant) && !why.includes("was known"));
      const earlier = failuresOf({ ...status, failed });
      if (last.size > 0) expect(earlier).toBeLessThanOrEqual(budgetOfFleet(fleet));
    }
    // What rests is left alone.
    if (rested) expect(fleet.log).toHaveLength(logged);
  }

  toString(): string {
    return this.#name;
  }
}

const outcome = fc.constantFrom<Outcome[]>(
  ...(["well", "well", "well", "well", "fails", "refused", "untouched"] as unknown as Outcome[][]),
);
const tenantAt = fc.nat({ max: 11 });
const order = fc.constantFrom<RolloutOrder>("pause", "resume", "resume", "abort", "rollback");

const commands = fc.commands(
  [
    fc.tuple(fc.array(outcome, { minLength: 1, maxLength: 6 }), fc.boolean(), fc.option(fc.nat({ max: 8 }))).map(
      ([outcomes, once, kill]) =>
        new Happens(`go ${String(once)} ${outcomes.join(",")} kill ${String(kill)}`, async (fleet) => {
          let index = 0;
          fleet.outcomes = () => (outcomes[index++ % outcomes.length] ?? "well") as unknown as Outcome;
          fleet.killAfter = kill ?? Infinity;
          await fleet.go(once);
        }),
    ),
    fc.tuple(order, fc.boolean()).map(
      ([said, meanwhile]) =>
        new Happens(`say ${said}${meanwhile ? " meanwhile" : ""}`, (fleet) => {
          if (!meanwhile) fleet.say(said);
          else
            fleet.meanwhile = () => {
              fleet.say(said);
            };
          return Promise.resolve();
        }),
    ),
    tenantAt.map((index) => changes(index, "suspends", (tenant) => ({ ...tenant, suspended: !tenant.suspended }))),
    tenantAt.map((index) =>
      changes(index, "shifts its window", (tenant) => ({
        ...tenant,
        maintenance: tenant.maintenance === always ? later : always,
      })),
    ),
    tenantAt.map((index) => changes(index, "leaves", () => undefined)),
  ],
  { maxCommands: 25 },
);

function changes(index: number, what: string, change: (tenant: Participant) => Participant | undefined): Happens {
  return new Happens(`say: ${String(index)} ${what}`, (fleet) => {
    const id = `t${String(index).padStart(3, "0")}`;
    const tenant = fleet.tenants.get(id);
    const changed = tenant && change(tenant);
    if (changed === undefined) fleet.tenants.delete(id);
    else fleet.tenants.set(id, changed);
    return Promise.resolve();
  });
}

test("whatever happens to a rollout, document and fleet agree, and it can be brought to an end", async () => {
  const spec = fc.record({
    wave: fc.constantFrom({ tenants: 1 }, { tenants: 3 }, { percent: 50, canary: 1 }, { percent: 100 }),
    budget: fc.constantFrom({ failed: 0 }, { failed: 2 }, { percent: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(spec, commands, async (given, sequence) => {
      const fleet = new Fleet(fleetOf(12), given);
      await fc.asyncModelRun(() => ({ model: {}, real: { fleet } }), sequence);
      // In the end the fault is gone, all windows open, and somebody resumes.
      for (const [id, tenant] of fleet.tenants)
        fleet.tenants.set(id, { ...tenant, maintenance: always, suspended: false });
      fleet.outcomes = () => "well";
      fleet.meanwhile = () => undefined;
      // A first run may only come to say that more have failed than may.
      for (let time = 0; time < 2; time++) {
        fleet.say("resume");
        await fleet.go();
      }
      const { state, undoing, failed, reached } = fleet.rollout.status;
      expect(state).toBe(state === "aborted" ? "aborted" : undoing === true ? "rolled-back" : "done");
      if (state === "aborted") return;
      // Who was suspended when it was done takes the new version when resumed.
      const left = state === "done" ? [...fleet.tenants.keys()].filter((id) => !reached.includes(id)) : [];
      const settled = [...fleet.tenants.keys()].filter(
        (id) => !failed.some(({ tenant }) => tenant === id) && !left.includes(id),
      );
      const versions = settled.map((id) => [id, fleet.running.get(id)]);
      expect(versions).toEqual(settled.map((id) => [id, fleet.wanted(id)]));
    }),
    { numRuns: 100 },
  );
}, 60_000);
