import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";

import type { FleetEvent } from "../core/results/runEvents.ts";
import { UserError, type Context } from "./context.ts";

/** Where a run's events are written. */
export interface EventsFile {
  readonly write: (event: FleetEvent) => void;
  readonly end: () => void;
}

/** Milliseconds between two events that tell how far a tenant is. */
const progressInterval = 1_000;

/**
 * Opens what `--events` names, for its owner alone: errors quote what a target says. What cannot be written later is told once, and the
 * run goes on.
 *
 * @param target a file, which is written anew, or `-` for the output.
 * @throws UserError when it cannot be opened.
 */
export function openEventsFile(target: string, context: Context, now: () => Date = () => new Date()): EventsFile {
  const { writeLine, close } = target === "-" ? toOutput(context) : toFile(target, context);
  const told = new Map<string, number>();
  return {
    write: (event) => {
      const time = now();
      if (event.event === "progress") {
        if (time.getTime() - (told.get(event.id) ?? -Infinity) < progressInterval) return;
        told.set(event.id, time.getTime());
      }
      const { event: name, ...fields } = event;
      writeLine(JSON.stringify({ event: name, time: time.toISOString(), ...fields }));
    },
    end: close,
  };
}

interface Lines {
  readonly writeLine: (line: string) => void;
  readonly close: () => void;
}

function toOutput({ print }: Context): Lines {
  return { writeLine: print, close: () => undefined };
}

function toFile(target: string, { workingDirectory, note }: Context): Lines {
  let file: number | undefined;
  try {
    file = openSync(resolve(workingDirectory, target), "w", 0o600);
  } catch (error) {
    throw new UserError(
      `The events cannot be written to ${target}: ${(error as Error).message}. Name a file that can be written.`,
    );
  }
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  const writeLine = (line: string): void => {
    if (file === undefined) return;
    try {
      writeSync(file, `${line}\n`);
    } catch (error) {
      note(`No more events are written to ${target}: ${(error as Error).message}. The run goes on.`);
      close();
    }
  };
  return { writeLine, close };
}
