import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import type { Journal } from "../../../../fleet/journal/journal.ts";
import { rememberStep, skipUnchangedStep, type Memory } from "../../../../fleet/journal/unchangedStep.ts";
import { withSteps, type StackTask } from "../../../../fleet/stackSteps.ts";
import { testJournals, type TestJournals } from "../../../helpers/journals.ts";

let journals: TestJournals;
let journal: Journal;
/** What the state of acme is: a test changes it as a write would. */
let state: { version: string | undefined; deployment: unknown };
let wanted: string;
let runs: number;

beforeEach(() => {
  journals = testJournals();
  journal = journals.begin("r-1", ["acme"]);
  state = { version: "v-1", deployment: { resources: [] } };
  wanted = "f-1";
  runs = 0;
});
afterEach(() => {
  journals.remove();
});

const task: StackTask = {
  subject: { kind: "tenant", resolved: { id: "acme" } as never },
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

/** An `up` of acme that makes this of it. */
async function up(result: RunOutcome["result"] = "created", more: Partial<Memory> = {}): Promise<RunOutcome> {
  const memory: Memory = {
    journal,
    fingerprint: () => wanted,
    states: { version: () => Promise.resolve(state.version), read: () => Promise.resolve(state.deployment) },
    lockDirectory: undefined,
    ...more,
  };
  const run = (): Promise<RunOutcome> => {
    runs += 1;
    return Promise.resolve(nothingDone({ result, attempts: 1, resources: 32 }));
  };
  return withSteps(run, [skipUnchangedStep(memory), rememberStep(memory)])(task);
}

describe("what has not changed", () => {
  it("is run once, and then skipped with its resources", async () => {
    expect(await up()).toMatchObject({ result: "created", attempts: 1 });
    expect(await up()).toEqual({
      ...nothingDone({ result: "unchanged", resources: 32 }),
      changes: { create: 0, update: 0, replace: 0, delete: 0, same: 32 },
    });
    expect(runs).toBe(1);
  });

  it("is run again when something else is wanted of it", async () => {
    await up();
    wanted = "f-2";
    await up("updated");
    expect(runs).toBe(2);
    expect((await up()).attempts).toBe(0);
  });

  it("is run again when its state was written since, as by hand, or is gone", async () => {
    await up();
    state.version = "v-2";
    await up("unchanged");
    expect(runs).toBe(2);
    state.version = undefined;
    await up();
    expect(runs).toBe(3);
  });

  it.each(["failed", "interrupted", "refused", "needs-approval"] as const)(
    "is not what a run left that ended as %s",
    async (result) => {
      await up(result);
      await up(result);
      expect(runs).toBe(2);
    },
  );

  it("is not remembered while something is pending in the state", async () => {
    state.deployment = { pending_operations: [{}] };
    await up();
    await up();
    expect(runs).toBe(2);
    state.deployment = { pending_operations: [] };
    await up();
    await up();
    expect(runs).toBe(3);
  });

  it("is not remembered while its state cannot be read, in which something may be pending", async () => {
    const states = { version: () => Promise.resolve("v-1"), read: () => Promise.reject(new Error("EIO")) };
    await up("created", { states });
    await up();
    expect(runs).toBe(2);
  });

  it("is not remembered while somebody holds a lock, who may have written the state", async () => {
    const lockDirectory = (stack: string): string => join(journals.directory, stack);
    mkdirSync(lockDirectory("acme"));
    writeFileSync(join(lockDirectory("acme"), "1.json"), "{}");
    await up("created", { lockDirectory });
    await up("created", { lockDirectory });
    expect(runs).toBe(2);
  });

  it("is run where an engine of ours has left its lock, which somebody has to take away; a stranger's lock is nothing to it", async () => {
    await up();
    const lockDirectory = (stack: string): string => join(journals.directory, stack);
    mkdirSync(lockDirectory("acme"));
    const lock = { pid: 999_999, username: "ann", hostname: hostname(), timestamp: new Date().toISOString() };
    writeFileSync(join(lockDirectory("acme"), "1.json"), JSON.stringify(lock));
    await up("unchanged", { lockDirectory });
    expect(runs).toBe(1);
    journals.begin("r-0", ["acme"]).engineStarted("acme", { pid: lock.pid, startTime: 1 });
    await up("unchanged", { lockDirectory });
    expect(runs).toBe(2);
  });

  it("is run when its state cannot be read, for the engine to say what is wrong", async () => {
    await up();
    const states = { version: () => Promise.reject(new Error("EIO")), read: () => Promise.reject(new Error("EIO")) };
    await up("failed", { states });
    expect(runs).toBe(2);
  });
});
