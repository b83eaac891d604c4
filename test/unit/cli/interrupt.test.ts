import { expect, test } from "@jest/globals";
import { EventEmitter } from "node:events";

import type { Context } from "../../../cli/context.ts";
import { endInterrupts, interruptSignal } from "../../../cli/interrupt.ts";

/** A process that is signalled, and a command that listens. */
function listen() {
  const notes: string[] = [];
  const exits: number[] = [];
  const source = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  const context = { note: (line: string) => void notes.push(line) } as unknown as Context;
  return { notes, exits, source, context, signal: interruptSignal(context, source) };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"])("the first %s aborts, the second ends the process", (name) => {
  const { notes, exits, source, signal } = listen();
  expect(signal.aborted).toBe(false);
  source.emit(name);
  expect([signal.aborted, exits]).toEqual([true, []]);
  source.emit("SIGINT");
  expect(exits).toEqual([130]);
  expect(notes).toEqual([
    "interrupted: finishing what is under way; interrupt again to stop at once",
    "interrupted again: stopped at once; the next run finds out what had been done",
  ]);
});

test("a command listens once, however often it asks, and no longer than it runs", () => {
  const { source, context, signal } = listen();
  const listeners = (): number[] => ["SIGINT", "SIGTERM", "SIGHUP"].map((name) => source.listenerCount(name));
  expect(interruptSignal(context, source)).toBe(signal);
  expect(listeners()).toEqual([1, 1, 1]);
  endInterrupts(context);
  endInterrupts(context);
  expect(listeners()).toEqual([0, 0, 0]);
  expect(interruptSignal(context, source)).not.toBe(signal);
});
