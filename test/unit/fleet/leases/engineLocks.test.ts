import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  drainTime,
  enginesOf,
  judgeLock,
  locksIn,
  readLocks,
  removeLock,
  type EngineLock,
  type OwnEngine,
} from "../../../../fleet/leases/engineLocks.ts";
import type { Watch } from "../../../../fleet/leases/leases.ts";
import type { Liveness } from "../../../../fleet/leases/processes.ts";
import { testJournals } from "../../../helpers/journals.ts";

const began = Date.parse("2026-11-26T10:00:00.400Z");
const engine: OwnEngine = {
  ...{ run: "r-1", host: "h-1", place: "b-1", pid: 70, startTime: 900 },
  ...{ began, aliveUntil: began + 1_000 },
};
const lock: EngineLock = { user: "ann", host: "h-1", pid: 70, since: "2026-11-26T10:00:01.000000001+00:00" };
const knowing = (liveness: Liveness, now = 0): Watch => ({
  now: () => now,
  elapsed: () => 0,
  livenessOf: () => liveness,
});

describe("what a lock of the engine's is", () => {
  it("left by an engine of ours, when that is dead", () => {
    expect(judgeLock(lock, [engine], knowing("dead"))).toBe("left");
  });

  it("draining, while that works", () => {
    expect(judgeLock(lock, [engine], knowing("alive"))).toBe("draining");
  });

  it.each([
    ["another process", { ...lock, pid: 71 }],
    ["another machine", { ...lock, host: "h-2" }],
    ["a time before the engine's start", { ...lock, since: "2026-11-26T09:59:58Z" }],
    ["no time", { ...lock, since: "" }],
  ])("foreign, when it names %s, dead or alive", (_what, other) => {
    for (const liveness of ["dead", "alive", "unknown"] as const) {
      expect(judgeLock(other, [engine], knowing(liveness, Number.MAX_SAFE_INTEGER))).toBe("foreign");
    }
    expect(judgeLock(lock, [], knowing("dead"))).toBe("foreign");
  });

  it("draining as long as targets take, where the process cannot be looked at; then left", () => {
    const end = engine.aliveUntil + drainTime;
    expect(judgeLock(lock, [engine], knowing("unknown", end))).toBe("draining");
    expect(judgeLock(lock, [engine], knowing("unknown", end + 1))).toBe("left");
  });
});

describe("locks in files", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "tenantry-locks-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it("are none where the folder is not", () => {
    expect(readLocks(join(directory, "acme"))).toEqual([]);
  });

  it("are read as the engine writes them, and taken away one by one", () => {
    const text = { pid: 70, username: "ann", hostname: "h-1", timestamp: lock.since };
    writeFileSync(join(directory, "a.json"), JSON.stringify(text));
    writeFileSync(join(directory, "a.json.attrs"), "{}");
    writeFileSync(join(directory, "b.json"), JSON.stringify({ ...text, pid: 71 }));
    const locks = readLocks(directory);
    expect(locks).toEqual([
      { ...lock, file: join(directory, "a.json") },
      { ...lock, pid: 71, file: join(directory, "b.json") },
    ]);
    removeLock(locks[0] ?? lock);
    expect(readdirSync(directory)).toEqual(["b.json"]);
  });

  it.each(["", "{", "[]", '{"pid":"70"}'])("are of nobody we know when they hold anything else: %s", (text) => {
    writeFileSync(join(directory, "a.json"), text);
    const [found] = readLocks(directory);
    expect(found).toEqual({ user: "somebody", host: "unknown", pid: 0, since: "", file: join(directory, "a.json") });
    expect(judgeLock(found ?? lock, [{ ...engine, pid: 0, host: "unknown" }], knowing("dead"))).toBe("foreign");
  });

  it("may be folders of somebody's, which is told and nothing is taken away", () => {
    mkdirSync(join(directory, "a.json"));
    expect(() => readLocks(directory)).toThrow("EISDIR");
  });
});

describe("locks in the engine's words", () => {
  it("are read from its refusal", () => {
    const refusal =
      "error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`." +
      "\n  s3://x/.pulumi/locks/organization/tenantry/acme/1.json: created by ann@h-1 (pid 70) at 2026-11-26T10:00:01Z" +
      "\n  s3://x/.pulumi/locks/organization/tenantry/acme/2.json: created by bob@h-2 (pid 8) at 2026-11-26T10:00:02Z";
    expect(locksIn([refusal])).toEqual([
      { user: "ann", host: "h-1", pid: 70, since: "2026-11-26T10:00:01Z" },
      { user: "bob", host: "h-2", pid: 8, since: "2026-11-26T10:00:02Z" },
    ]);
    expect(locksIn(["aws:ec2/vpc:Vpc web-vpc: it was created by ann"])).toEqual([]);
  });
});

describe("engines of earlier runs", () => {
  it("are known with the run that has started them, the newest first", () => {
    const journals = testJournals();
    try {
      const [first, second] = [journals.begin("r-1", ["acme", "globex"]), journals.begin("r-2", ["acme"])];
      first.engineStarted("acme", { pid: 70, startTime: 900 });
      second.engineStarted("acme", { pid: 80, startTime: 950 });
      journals.sql("UPDATE tasks SET engine_began = 5 WHERE run = 'r-1'");
      journals.sql("UPDATE runs SET host = 'h-1', place = 'b-1', alive_until = 9");
      const third = journals.begin("r-3", ["acme"]);
      const engines = third.attempt((database) => enginesOf(database, "acme", "r-3"));
      expect(engines?.map(({ run, pid }) => [run, pid])).toEqual([
        ["r-2", 80],
        ["r-1", 70],
      ]);
      expect(engines?.[1]).toEqual({ ...engine, began: 5, aliveUntil: 9 });
      expect(third.attempt((database) => enginesOf(database, "globex", "r-3"))).toEqual([]);
    } finally {
      journals.remove();
    }
  });
});
