import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Context } from "../../../cli/context.ts";
import { openEventsFile } from "../../../cli/runEventsFile.ts";
import { tellRun } from "../../../cli/tellRun.ts";
import { runEvent, type FleetEvent } from "../../../core/results/runEvents.ts";
import { nothingDone } from "../../../core/results/runOutcome.ts";

let workingDirectory: string;
let notes: string[];
let lines: string[];
let context: Context;

beforeEach(() => {
  workingDirectory = mkdtempSync(join(tmpdir(), "tenantry-test-"));
  [notes, lines] = [[], []];
  context = {
    workingDirectory,
    interactive: false,
    note: (line: string) => void notes.push(line),
    print: (line: string) => void lines.push(line),
  } as unknown as Context;
});

afterEach(() => {
  rmSync(workingDirectory, { recursive: true, force: true });
});

const { changes } = nothingDone({ result: "created" });
const waiting: FleetEvent = {
  event: "waiting",
  id: "acme",
  attempts: 1,
  failure: "throttled",
  cause: "slow\u2028er",
  seconds: 2,
};
const finished: FleetEvent = {
  ...{ event: "finished", id: "acme", result: "created", failure: null, cause: null },
  ...{ attempts: 2, seconds: 3, resources: 32, changes },
} as const;

test("each event is a line of the schema, with its time, in a file for its owner alone", () => {
  let seconds = 0;
  const file = openEventsFile("events.jsonl", context, () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)));
  file.write({ event: "started", id: "acme" });
  file.write(waiting);
  file.write(finished);
  file.end();
  file.write(finished);
  const path = join(workingDirectory, "events.jsonl");
  const written = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(written.map((line) => runEvent.parse(JSON.parse(line)))).toEqual([
    { event: "started", time: "2026-01-01T00:00:00.000Z", id: "acme" },
    { ...waiting, time: "2026-01-01T00:00:01.000Z" },
    { ...finished, time: "2026-01-01T00:00:02.000Z" },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("how far a tenant is is told once a second at most, each for itself", () => {
  let milliseconds = 0;
  const file = openEventsFile("-", context, () => new Date(milliseconds));
  for (milliseconds = 0; milliseconds < 2_000; milliseconds += 400) {
    for (const id of ["acme", "globex"]) file.write({ event: "progress", id, done: 1 + milliseconds / 400 });
  }
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { id: "acme", done: 1 },
    { id: "globex", done: 1 },
    { id: "acme", done: 4 },
    { id: "globex", done: 4 },
  ]);
});

test("a file that cannot be opened is the user's to name anew", () => {
  expect(() => openEventsFile("nowhere/events.jsonl", context)).toThrow(
    /^The events cannot be written to nowhere\/events\.jsonl: ENOENT.*Name a file that can be written\.$/,
  );
});

test("a disk that is full is told once, and the run goes on", () => {
  const file = openEventsFile("/dev/full", context);
  file.write(waiting);
  file.write(finished);
  file.end();
  expect(notes).toEqual([
    expect.stringMatching(/^No more events are written to \/dev\/full: ENOSPC.*The run goes on\.$/),
  ]);
});

test("a run is told of from its first event to its last, which counts the ends", () => {
  const telling = tellRun({ verb: "up", what: "tenants", total: 3 }, { json: false, events: "-" }, context);
  telling.onEvent({ event: "started", id: "acme" });
  telling.end(
    [nothingDone({ result: "created" }), nothingDone({ result: "failed" }), nothingDone({ result: "created" })],
    3,
  );
  const events = lines.map((line) => runEvent.parse(JSON.parse(line)));
  expect(events).toMatchObject([
    { event: "run-started", verb: "up", what: "tenants", total: 3 },
    { event: "started" },
    { event: "run-ended", counts: { created: 2, failed: 1 }, exitCode: 3 },
  ]);
  expect(notes).toEqual(["acme: up started"]);
});

test("the output takes one document or the events, not both", () => {
  expect(() => tellRun({ verb: "up", what: "tenants", total: 1 }, { json: true, events: "-" }, context)).toThrow(
    "--json and --events - both want the output. Name a file for the events.",
  );
});
