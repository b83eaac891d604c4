import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { mkdtempSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openEventLog, type EventLog } from "../../../../fleet/engine/eventLog.ts";

let directory: string;
let log: EventLog;
let events: EngineEvent[];
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), "tenantry-events-")), "work");
  events = [];
  log = openEventLog(directory, (event) => events.push(event));
});
afterEach(() => {
  log.close();
  rmSync(join(directory, ".."), { recursive: true });
});

const line = (event: object): Buffer => Buffer.from(`${JSON.stringify(event)}\n`);
const write = (...parts: readonly Uint8Array[]): void => {
  for (const part of parts) writeSync(log.descriptor, part);
};

test("events come in their order, each once its line is whole, wherever a piece ends", () => {
  const first = line({ sequence: 1, diagnosticEvent: { severity: "warning", message: "größer" } });
  // The cut goes through the bytes of one letter.
  const letter = first.indexOf(0xc3) + 1;
  write(first.subarray(0, letter));
  log.read();
  expect(events).toEqual([]);
  write(first.subarray(letter), line({ sequence: 2 }));
  log.read();
  log.read();
  expect(events).toEqual([
    { sequence: 1, diagnosticEvent: { severity: "warning", message: "größer" } },
    { sequence: 2 },
  ]);
});

test("what is only for finding faults in programs goes no further, nor does a line that a full disk cut off", () => {
  write(line({ sequence: 1, diagnosticEvent: { severity: "debug", message: "secretKey: hunter2" } }));
  write(Buffer.from('{"sequence": 2, "diagn\n'), line({ sequence: 3 }));
  log.read();
  expect(events).toEqual([{ sequence: 3 }]);
});

test("the file has no name while it is written, and its directory is its owner's", () => {
  write(line({ sequence: 1 }));
  expect(readdirSync(directory)).toEqual([]);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});
