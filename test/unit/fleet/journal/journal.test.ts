import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { mkdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import { openHistory } from "../../../../fleet/journal/history.ts";
import { failedResource, Journal, lifetime } from "../../../../fleet/journal/journal.ts";
import { testJournals, type TestJournals } from "../../../helpers/journals.ts";

let journals: TestJournals;
beforeEach(() => {
  journals = testJournals();
});
afterEach(() => {
  journals.remove();
});

const secret = "hunter2-hunter2";

describe("a run in the journal", () => {
  it("is there before anything is done, with what is to be done", () => {
    const before = Date.now();
    journals.begin("r-1", ["acme", "globex"], { refresh: true, resumes: "r-0" });
    const [run] = journals.sql("SELECT * FROM runs");
    expect(run).toMatchObject({
      ...{ id: "r-1", verb: "up", arguments: '{"refresh":true}', actor: '{"user":"ann","host":"h-1"}' },
      ...{ host: hostname(), pid: process.pid, ended: null, result: null, resumes: "r-0" },
    });
    expect(run?.["began"]).toBeGreaterThanOrEqual(before);
    expect(run?.["alive_until"]).toBe(Number(run?.["began"]) + lifetime);
    expect(journals.sql("SELECT stack, began, ended, result, attempts FROM tasks")).toEqual([
      { stack: "acme", began: null, ended: null, result: null, attempts: 0 },
      { stack: "globex", began: null, ended: null, result: null, attempts: 0 },
    ]);
  });

  it("is written before and after the engine, with the engine's process", () => {
    const journal = journals.begin("r-1", ["acme"]);
    journal.taskBegan("acme", "d".repeat(64));
    journal.engineStarted("acme", { pid: 70, startTime: 900 });
    expect(journals.sql("SELECT digest, result, engine_pid, engine_start_time FROM tasks")).toEqual([
      { digest: "d".repeat(64), result: null, engine_pid: 70, engine_start_time: 900 },
    ]);
    const errors = [`iaas:Network$aws:ec2/vpc:Vpc web-vpc: the password ${secret} is wrong`];
    journal.taskEnded("acme", nothingDone({ result: "failed", failure: "throttled", attempts: 4, errors }));
    expect(journals.sql("SELECT result, failure, attempts, cause FROM tasks")).toEqual([
      { result: "failed", failure: "throttled", attempts: 4, cause: "aws:ec2/vpc:Vpc web-vpc" },
    ]);
    expect(readFileSync(journals.file).includes(secret)).toBe(false);
  });

  it("writes at its end what ended without the engine", () => {
    const journal = journals.begin("r-1", ["acme", "globex"]);
    journal.taskEnded("acme", nothingDone({ result: "unchanged", resources: 32 }));
    expect(journals.sql("SELECT count(result) AS written FROM tasks")).toEqual([{ written: 0 }]);
    journal.end("some-failed");
    expect(journals.sql("SELECT stack, result FROM tasks")).toEqual([
      { stack: "acme", result: "unchanged" },
      { stack: "globex", result: null },
    ]);
    expect(journals.sql("SELECT result, ended IS NOT NULL AS ended FROM runs")).toEqual([
      { result: "some-failed", ended: 1 },
    ]);
  });

  it("remembers what a stack was brought to", () => {
    const applied = { fingerprint: "f", version: "v", resources: 32 };
    const journal = journals.begin("r-1", ["acme"]);
    expect(journal.applied("acme")).toBeUndefined();
    journal.remember("acme", { ...applied, version: "old" });
    journal.remember("acme", applied);
    journal.end("done");
    expect(journals.begin("r-2", ["acme"]).applied("acme")).toEqual(applied);
  });

  it("knows of each stack whether the last engine on it ended well, as far as anybody has heard", () => {
    const engine = (run: string, stack: string, began: number, result?: RunOutcome["result"]): void => {
      const journal = journals.begin(run, [stack]);
      journal.engineStarted(stack, { pid: 70, startTime: 900 });
      if (result !== undefined) journal.taskEnded(stack, nothingDone({ result, attempts: 1 }));
      journal.close();
      journals.sql(`UPDATE tasks SET engine_began = ${String(began)} WHERE run = '${run}'`);
    };
    engine("r-1", "acme", 1, "created");
    engine("r-2", "acme", 2);
    engine("r-3", "globex", 1);
    engine("r-4", "globex", 2, "updated");
    engine("r-5", "initech", 1, "failed");
    // What only waited, or was skipped, says nothing.
    journals.begin("r-6", ["acme"]).taskEnded("acme", nothingDone({ result: "unchanged" }));
    const journal = journals.begin("r-7", ["acme"]);
    journal.engineStarted("acme", { pid: 71, startTime: 901 });
    const all = ["acme", "globex", "initech", "umbrella"];
    expect(all.filter((stack) => journal.endedBadly(stack))).toEqual(["acme", "initech"]);
  });

  it("is forgotten after two hundred others, but for one that holds something", () => {
    journals.begin("r-202", ["acme"]).close();
    journals.sql("UPDATE runs SET began = 202");
    for (const table of ["runs", "tasks"]) {
      const columns = journals.sql(`SELECT name FROM pragma_table_info('${table}')`).map(({ name }) => String(name));
      const id = table === "runs" ? "id" : "run";
      const copied = columns.map((name) => (name === id ? "'r-' || printf('%03d', n)" : name === "began" ? "n" : name));
      journals.sql(
        `INSERT INTO ${table} WITH RECURSIVE numbers(n) AS (SELECT 0 UNION SELECT n + 1 FROM numbers WHERE n < 201)
         SELECT ${copied.join(", ")} FROM ${table}, numbers`,
      );
    }
    journals.sql("INSERT INTO leases (stack, run, since) VALUES ('acme', 'r-001', 0)");
    journals.begin("r-203", ["acme"]).close();
    const left = journals.sql("SELECT id FROM runs ORDER BY id").map(({ id }) => id);
    expect(left).toHaveLength(201);
    expect(left.slice(0, 3)).toEqual(["r-001", "r-004", "r-005"]);
    expect(journals.sql("SELECT count(*) AS tasks FROM tasks")).toEqual([{ tasks: 201 }]);
  });

  it("goes on when the journal cannot be written, and says so once", () => {
    const journal = journals.begin("r-1", ["acme"]);
    journals.sql("DROP TABLE tasks");
    journal.taskBegan("acme", "d");
    journal.engineStarted("acme", { pid: 70, startTime: 900 });
    expect(journal.applied("acme")).toBeUndefined();
    journal.end("done");
    expect(journals.notes).toEqual([
      "The journal of runs cannot be kept: no such table: tasks. The run goes on without it: Pulumi's own locks still keep others from its stacks, and what has not changed is looked at again.",
    ]);
  });

  it("goes on without a journal where none can be opened", () => {
    const file = join(journals.directory, "folder");
    mkdirSync(file);
    const actor = { user: "ann", host: "h-1" };
    const note = (line: string): void => void journals.notes.push(line);
    expect(Journal.begin(file, { run: "r", verb: "up", actor, refresh: false, tasks: [] }, note)).toBeUndefined();
    expect(journals.notes).toEqual([
      expect.stringMatching(/^The journal of runs cannot be kept: unable to open database file\. /),
    ]);
  });
});

describe("what is kept of an error", () => {
  it("is the resource at which it failed, and nothing of what a target said", () => {
    expect(failedResource(["paas:Apps$kubernetes:core/v1:Namespace acme-prod: no"])).toBe(
      "kubernetes:core/v1:Namespace acme-prod",
    );
    expect(failedResource(["aws:ec2/vpc:Vpc web-vpc: no", "aws:s3/bucket:Bucket b: no"])).toBe(
      "aws:ec2/vpc:Vpc web-vpc",
    );
    expect(failedResource([`postgres://ann:${secret}@h-1 db: refused`])).toBeNull();
    expect(failedResource([])).toBeNull();
  });

  it("is nothing at all of a text that names no resource of a target", () => {
    const anything = fc.string({ unit: "grapheme" }).filter((text) => !/(?:aws|kubernetes):/.test(text));
    fc.assert(fc.property(anything, (text) => failedResource([text]) === null));
  });
});

describe("the history", () => {
  const history = () => {
    const opened = openHistory(journals.file, (line) => void journals.notes.push(line));
    const read = { runs: opened.runs(), tasks: opened.tasks("r-1"), unfinished: opened.unfinished("r-1") };
    opened.close();
    return read;
  };

  it("is empty before the first run, and makes no file", () => {
    const opened = openHistory(join(journals.directory, "none.sqlite"), () => undefined);
    expect([opened.runs(), opened.tasks("r-1"), opened.unfinished("r-1")]).toEqual([
      [],
      [],
      { ids: [], refresh: false },
    ]);
  });

  it("tells running, crashed, interrupted and ended runs from each other", () => {
    for (const id of ["r-1", "r-2", "r-3", "r-4"]) journals.begin(id, ["acme"]);
    journals.sql("UPDATE runs SET began = substr(id, 3) * 1000");
    journals.sql("UPDATE runs SET start_time = 1 WHERE id = 'r-2'");
    journals.sql("UPDATE runs SET result = 'interrupted', ended = 9000 WHERE id = 'r-3'");
    journals.sql("UPDATE runs SET result = 'failed', ended = 9000 WHERE id = 'r-4'");
    expect(history().runs.map(({ id, state, ended, unfinished }) => [id, state, ended, unfinished])).toEqual([
      ["r-4", "failed", "1970-01-01T00:00:09.000Z", 0],
      ["r-3", "interrupted", "1970-01-01T00:00:09.000Z", 1],
      ["r-2", "crashed", null, 1],
      ["r-1", "running", null, 0],
    ]);
  });

  it("has nothing to resume of a run that was gone on with", () => {
    journals.begin("r-1", ["acme"]);
    journals.begin("r-2", ["acme"], { resumes: "r-1" });
    journals.sql("UPDATE runs SET start_time = 1, began = substr(id, 3)");
    expect(history().runs.map(({ id, unfinished, resumes }) => [id, unfinished, resumes])).toEqual([
      ["r-2", 1, "r-1"],
      ["r-1", 0, null],
    ]);
  });

  it("tells what a run did, and what of it is not done", () => {
    const journal = journals.begin("r-1", ["acme", "globex", "initech", "umbrella"], { refresh: true });
    journal.taskBegan("acme", "d");
    journal.taskEnded("acme", nothingDone({ result: "created", attempts: 1 }));
    journal.taskBegan("globex", "d");
    journal.taskBegan("initech", "d");
    journal.taskEnded("initech", nothingDone({ result: "failed", failure: "conflict", attempts: 4, errors: ["no"] }));
    journals.sql("UPDATE tasks SET began = 1000 WHERE began IS NOT NULL");
    journals.sql("UPDATE tasks SET ended = 3500 WHERE ended IS NOT NULL");
    const { tasks, unfinished } = history();
    const [began, ended] = ["1970-01-01T00:00:01.000Z", "1970-01-01T00:00:03.500Z"];
    expect(tasks).toEqual([
      { id: "acme", state: "created", failure: null, attempts: 1, resource: null, began, ended },
      { id: "globex", state: "running", failure: null, attempts: 0, resource: null, began, ended: null },
      { id: "initech", state: "failed", failure: "conflict", attempts: 4, resource: null, began, ended },
      { id: "umbrella", state: "not-started", failure: null, attempts: 0, resource: null, began: null, ended: null },
    ]);
    expect(unfinished).toEqual({ ids: ["globex", "initech", "umbrella"], refresh: true });
  });
});
