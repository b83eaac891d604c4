import type { FleetEvent } from "../core/results/runEvents.ts";
import type { RunOutcome } from "../core/results/runOutcome.ts";
import { UserError, type Context } from "./context.ts";
import { fleetProgress } from "./fleetProgress.ts";
import type { CommonOptions } from "./program.ts";
import { openEventsFile } from "./runEventsFile.ts";
import type { RunnerOptions } from "./runnerOptions.ts";

/** A run that is told of. */
export interface ToldRun {
  readonly verb: string;
  readonly what: "tenants" | "cells";
  readonly total: number;
}

/** Those who are told of a run while it runs. */
export interface Telling {
  readonly onEvent: (event: FleetEvent) => void;
  /** Tells how it ended; nothing is told after that. */
  readonly end: (outcomes: readonly RunOutcome[], exitCode: number) => void;
}

type Options = Pick<CommonOptions, "json"> & Pick<RunnerOptions, "events">;

/**
 * Tells of a run: to who watches, and with `--events` to programs.
 *
 * @throws UserError when the events have nowhere to go.
 */
export function tellRun(run: ToldRun, options: Options, context: Context): Telling {
  if (options.json && options.events === "-") {
    throw new UserError("--json and --events - both want the output. Name a file for the events.");
  }
  const events = options.events === undefined ? undefined : openEventsFile(options.events, context);
  const progress = fleetProgress(run.verb, run.what, run.total, context);
  const started = performance.now();
  const onEvent = (event: FleetEvent): void => {
    progress.onEvent(event);
    events?.write(event);
  };
  onEvent({ event: "run-started", ...run });
  return {
    onEvent,
    end: (outcomes, exitCode) => {
      const counts: Record<string, number> = {};
      for (const { result } of outcomes) counts[result] = (counts[result] ?? 0) + 1;
      const seconds = Math.round(performance.now() - started) / 1000;
      onEvent({ event: "run-ended", counts, seconds, exitCode });
      progress.end();
      events?.end();
    },
  };
}

/** What writes a run's result: the output, unless the events have it. */
export function resultWriter({ events }: Options, { print, note }: Context): (text: string) => void {
  return events === "-" ? note : print;
}
