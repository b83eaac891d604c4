import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import type { Journal } from "../../../../fleet/journal/journal.ts";
import { leaseStep, type LeaseOptions } from "../../../../fleet/leases/leaseStep.ts";
import { startTimeOf } from "../../../../fleet/leases/processes.ts";
import type { StackTask } from "../../../../fleet/stackSteps.ts";
import { testJournals, type TestJournals } from "../../../helpers/journals.ts";

let journals: TestJournals;
let children: ChildProcess[];
let signal: AbortController;

beforeEach(() => {
  journals = testJournals();
  children = [];
  signal = new AbortController();
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  journals.remove();
});

const task = (): StackTask => ({
  subject: { kind: "tenant", resolved: { id: "acme" } as never },
  signal: signal.signal,
  onProgress: () => undefined,
});
const created = nothingDone({ result: "created", attempts: 1 });
const locksOf = (stack: string): string => join(journals.directory, "locks", stack);
const lockFile = (): string => join(locksOf("acme"), "1.json");

/** Runs the step, and says whether what it stands around was run. */
async function lease(
  journal: Journal,
  options: Partial<LeaseOptions> = {},
  outcome: RunOutcome = created,
): Promise<RunOutcome & { readonly ran: boolean }> {
  let ran = false;
  const note = (line: string): void => void journals.notes.push(line);
  const step = leaseStep({ journal, wait: 0, interval: 1, lockDirectory: locksOf, note, ...options });
  const ended = await step(task(), () => {
    ran = true;
    return Promise.resolve(outcome);
  });
  return { ...ended, ran };
}

/** A process that lives until the test ends. */
function livingProcess(): { readonly pid: number; readonly startTime: number; readonly end: () => Promise<void> } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  children.push(child);
  const { pid = 0 } = child;
  return {
    pid,
    startTime: startTimeOf(pid),
    end: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** Puts a lock there as the engine writes it. */
function lockBy(pid: number, host = hostname(), timestamp = new Date().toISOString()): void {
  mkdirSync(locksOf("acme"), { recursive: true });
  writeFileSync(lockFile(), JSON.stringify({ pid, username: "ann", hostname: host, timestamp }));
}

/** A run whose process is dead and that holds acme. */
function crashedRun(): Journal {
  const journal = journals.begin("r-1", ["acme"]);
  journals.sql("INSERT INTO leases (stack, run, since) VALUES ('acme', 'r-1', 1000)");
  journals.sql("UPDATE runs SET start_time = 1 WHERE id = 'r-1'");
  return journal;
}

describe("the lease of a stack", () => {
  it("lets its run through, and is given back", async () => {
    expect(await lease(journals.begin("r-1", ["acme"]))).toMatchObject({ result: "created", ran: true });
    expect(journals.sql("SELECT * FROM leases")).toEqual([]);
  });

  it("is given back too when the run throws", async () => {
    const journal = journals.begin("r-1", ["acme"]);
    const step = leaseStep({ journal, wait: 0, lockDirectory: undefined, note: () => undefined });
    await expect(step(task(), () => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
    expect(journals.sql("SELECT * FROM leases")).toEqual([]);
  });

  it("is refused while a living run has it, naming who that is", async () => {
    journals.begin("r-1", ["acme"]);
    journals.sql("INSERT INTO leases (stack, run, since) VALUES ('acme', 'r-1', 1000)");
    const outcome = await lease(journals.begin("r-2", ["acme"]));
    expect(outcome).toMatchObject({ result: "failed", failure: "locked", attempts: 0, ran: false });
    expect(outcome.errors).toEqual([
      `The stack "acme" is locked: run r-1 of ann@${hostname()} (process ${String(process.pid)}) works on it since 1970-01-01T00:00:01.000Z. ` +
        "Nothing was touched. Wait for it, or give --wait a longer time.",
    ]);
    expect(journals.sql("SELECT run FROM leases")).toEqual([{ run: "r-1" }]);
  });

  it("is waited for, which is told once", async () => {
    journals.begin("r-1", ["acme"]);
    journals.sql("INSERT INTO leases (stack, run, since) VALUES ('acme', 'r-1', 1000)");
    const second = journals.begin("r-2", ["acme"]);
    const waiting = lease(second, {
      wait: 60_000,
      note: (line) => {
        journals.notes.push(line);
        journals.sql("DELETE FROM leases");
      },
    });
    expect(await waiting).toMatchObject({ result: "created", ran: true });
    expect(journals.notes).toEqual([
      `acme: waiting, because run r-1 of ann@${hostname()} (process ${String(process.pid)}) works on it since 1970-01-01T00:00:01.000Z`,
    ]);
  });

  it("is waited for no longer when the run is interrupted", async () => {
    journals.begin("r-1", ["acme"]);
    journals.sql("INSERT INTO leases (stack, run, since) VALUES ('acme', 'r-1', 1000)");
    const note = (): void => {
      signal.abort();
    };
    const outcome = await lease(journals.begin("r-2", ["acme"]), { wait: 60_000, note });
    expect(outcome).toMatchObject({ result: "not-started", failure: null, ran: false });
  });

  it("is taken over from a run whose process is dead, or has another's number now", async () => {
    crashedRun();
    expect(await lease(journals.begin("r-2", ["acme"]))).toMatchObject({ result: "created", ran: true });
  });

  it("is not taken over from another machine before that run's time has run out, and then is", async () => {
    crashedRun();
    journals.sql("UPDATE runs SET place = 'elsewhere' WHERE id = 'r-1'");
    const second = journals.begin("r-2", ["acme"]);
    expect(await lease(second)).toMatchObject({ failure: "locked", ran: false });
    journals.sql("UPDATE runs SET alive_until = 5 WHERE id = 'r-1'");
    expect(await lease(second)).toMatchObject({ result: "created", ran: true });
  });
});

describe("the engine's own lock", () => {
  it("is never cleared while the process that holds it lives, whoever's it is", async () => {
    const holder = livingProcess();
    // As a `pulumi up` by hand.
    lockBy(holder.pid);
    const byHand = await lease(journals.begin("r-1", ["acme"]), { wait: 20 });
    expect(byHand).toMatchObject({ result: "failed", failure: "locked", ran: false });
    expect(byHand.errors[0]).toContain(
      `The stack "acme" is locked: Pulumi's lock on it is held by ann@${hostname()} (process ${String(holder.pid)}) since `,
    );
    expect(byHand.errors[0]).toContain('eval "$(tenantry env)"; pulumi cancel --stack acme --yes');
    expect(existsSync(lockFile())).toBe(true);
    // As the engine of a run of ours that was killed.
    const crashed = crashedRun;
    journals.remove();
    journals = testJournals();
    crashed().engineStarted("acme", holder);
    lockBy(holder.pid);
    const draining = await lease(journals.begin("r-2", ["acme"]), { wait: 20 });
    expect(draining).toMatchObject({ result: "failed", failure: "locked", ran: false });
    expect(draining.errors[0]).toContain(
      `the engine that run r-1 has left behind on ${hostname()} (process ${String(holder.pid)}) finishes what was under way since `,
    );
    expect(existsSync(lockFile())).toBe(true);
  });

  it("is cleared when it names exactly the engine that a dead run has left, and that is dead", async () => {
    const engine = livingProcess();
    crashedRun().engineStarted("acme", engine);
    lockBy(engine.pid);
    await engine.end();
    const outcome = await lease(journals.begin("r-2", ["acme"]));
    expect(outcome).toMatchObject({ result: "created", ran: true });
    expect(existsSync(lockFile())).toBe(false);
    expect(journals.notes).toEqual([
      `acme: Pulumi's lock was left by an engine that lives no more (process ${String(engine.pid)}), and is taken away`,
    ]);
  });

  it("is waited for while an engine that was left behind finishes", async () => {
    const engine = livingProcess();
    crashedRun().engineStarted("acme", engine);
    lockBy(engine.pid);
    const note = (line: string): void => {
      journals.notes.push(line);
      engine.end().catch(() => undefined);
    };
    const outcome = await lease(journals.begin("r-2", ["acme"]), { wait: 60_000, note });
    expect(outcome).toMatchObject({ result: "created", ran: true });
    expect(existsSync(lockFile())).toBe(false);
  });

  it("is not cleared when it is somebody else's, though that process is dead, nor waited for", async () => {
    const engine = livingProcess();
    await engine.end();
    lockBy(engine.pid, hostname(), "2026-11-26T10:00:01Z");
    const outcome = await lease(journals.begin("r-1", ["acme"]), { wait: 600_000 });
    expect(outcome).toMatchObject({ result: "failed", failure: "locked", ran: false });
    expect(outcome.errors[0]).toContain(
      `(process ${String(engine.pid)}) since 2026-11-26T10:00:01Z, and no such process is to be found here. Nothing was touched. `,
    );
    expect(existsSync(lockFile())).toBe(true);
  });

  it("is not cleared when another lock beside it is somebody else's", async () => {
    const engine = livingProcess();
    crashedRun().engineStarted("acme", engine);
    lockBy(engine.pid);
    await engine.end();
    writeFileSync(join(locksOf("acme"), "2.json"), "{}");
    expect(await lease(journals.begin("r-2", ["acme"]))).toMatchObject({ failure: "locked", ran: false });
    expect(existsSync(lockFile())).toBe(true);
  });

  it("is told in the same words when the engine has found it, without a character that steers a terminal", async () => {
    const refusal =
      "error: the stack is currently locked by 1 lock(s).\n  postgres://x/1.json: created by a\u001b[31mnn@h-1 (pid 70) at 2026-11-26T10:00:01Z";
    const failed = nothingDone({ result: "failed", failure: "permanent", attempts: 1, errors: [refusal] });
    const outcome = await lease(journals.begin("r-1", ["acme"]), { lockDirectory: undefined }, failed);
    expect(outcome).toMatchObject({ result: "failed", failure: "locked", attempts: 1, ran: true });
    expect(outcome.errors).toEqual([
      `The stack "acme" is locked: Pulumi's lock on it is held by ann@h-1 (process 70) since 2026-11-26T10:00:01Z. Nothing was touched. ` +
        "Tenantry does not clear a lock that it has not made. Wait until that run has ended; when it lives no more: " +
        'clear the lock with: eval "$(tenantry env)"; pulumi cancel --stack acme --yes',
    ]);
  });

  it("is told as our own where the engine has found what an engine of ours has left", async () => {
    crashedRun().engineStarted("acme", { pid: 70, startTime: 900 });
    journals.sql("UPDATE tasks SET engine_began = 1000");
    const refusal = `error: the stack is currently locked by 1 lock(s).\n  s3://x/1.json: created by ann@${hostname()} (pid 70) at 2026-11-26T10:00:01Z`;
    const failed = nothingDone({ result: "failed", failure: "locked", attempts: 1, errors: [refusal] });
    const outcome = await lease(journals.begin("r-2", ["acme"]), { lockDirectory: undefined }, failed);
    expect(outcome.errors).toEqual([
      `The stack "acme" is locked: Pulumi's lock on it was left by an engine of an earlier run that lives no more (process 70). Nothing was touched. ` +
        'You can clear the lock with: eval "$(tenantry env)"; pulumi cancel --stack acme --yes',
    ]);
  });

  it("is told where Pulumi's service has refused the stack", async () => {
    const errors = ["error: [409] Conflict: Another update is currently in progress.\nTo learn more, visit …"];
    const failed = nothingDone({ result: "failed", failure: "conflict", attempts: 4, errors });
    const outcome = await lease(journals.begin("r-1", ["acme"]), { lockDirectory: undefined }, failed);
    expect(outcome).toMatchObject({ failure: "locked", attempts: 4 });
    expect(outcome.errors[0]).toContain(
      `The stack "acme" is locked: Pulumi's service says that another update of it is in progress. Nothing was touched. `,
    );
  });

  it("changes nothing of any other outcome", async () => {
    const failed = nothingDone({ result: "failed", failure: "permanent", attempts: 1, errors: ["no"] });
    expect(await lease(journals.begin("r-1", ["acme"]), {}, failed)).toEqual({ ...failed, ran: true });
  });
});
