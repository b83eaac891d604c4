import type { FleetEvent } from "../core/results/runEvents.ts";

/** A tenant or cell that is being run. */
interface Running {
  /** Resources that are done in this attempt. */
  readonly done: number;
  /** Since when, in seconds. */
  readonly since: number;
  /** What it waits for before it is tried again. */
  readonly waiting?: { readonly failure: string; readonly until: number };
}

/** How far a run is. Times are in seconds since any moment. */
export interface RunProgress {
  readonly verb: string;
  /** What is run, in the plural: `tenants`. */
  readonly what: string;
  readonly total: number;
  readonly since: number;
  readonly finished: number;
  readonly failed: number;
  /** By id, in the order in which they were started. */
  readonly running: ReadonlyMap<string, Running>;
}

/** A run of which nothing has happened yet. */
export function beginProgress(verb: string, what: string, total: number, now: number): RunProgress {
  return { verb, what, total, since: now, finished: 0, failed: 0, running: new Map() };
}

/** How far the run is after an event. */
export function advance(progress: RunProgress, event: FleetEvent, now: number): RunProgress {
  const running = new Map(progress.running);
  const since = "id" in event ? (running.get(event.id)?.since ?? now) : now;
  switch (event.event) {
    case "started":
      return { ...progress, running: running.set(event.id, { done: 0, since }) };
    case "progress":
      return { ...progress, running: running.set(event.id, { done: event.done, since }) };
    case "waiting": {
      const waiting = { failure: event.failure, until: now + event.seconds };
      return { ...progress, running: running.set(event.id, { done: 0, since, waiting }) };
    }
    case "finished":
      running.delete(event.id);
      return {
        ...progress,
        running,
        finished: progress.finished + 1,
        failed: progress.failed + (event.result === "failed" ? 1 : 0),
      };
    default:
      return progress;
  }
}

/** How far a run is, in one line: `up: 12 of 300 tenants done, 2 failed, 4 running, 8.1 a minute, about 36 min left`. */
export function progressLine(
  { verb, what, total, since, finished, failed, running }: RunProgress,
  now: number,
): string {
  const minutes = (now - since) / 60;
  const rate = minutes > 0 ? finished / minutes : 0;
  // Of one or two nothing can be said of the others.
  const isKnown = finished >= 3 && rate > 0 && finished < total;
  return [
    `${verb}: ${String(finished)} of ${String(total)} ${what} done`,
    ...(failed > 0 ? [`${String(failed)} failed`] : []),
    ...(running.size > 0 ? [`${String(running.size)} running`] : []),
    ...(isKnown
      ? [`${rate.toFixed(rate < 10 ? 1 : 0)} a minute`, `about ${inWords((total - finished) / rate)} left`]
      : []),
  ].join(", ");
}

/** No more of those that are running are shown a line each. */
const mostLines = 12;

/** How far a run is, for a terminal that is drawn anew: the line of all, and below it a line for each that is running. */
export function progressLines(progress: RunProgress, now: number): string[] {
  const running = [...progress.running].map(([id, one]) => `  ${id}: ${stateOf(one, now)}`);
  const more = running.length - mostLines;
  return [
    progressLine(progress, now),
    ...running.slice(0, mostLines),
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
  ];
}

function stateOf({ done, since, waiting }: Running, now: number): string {
  if (waiting === undefined) return `${String(done)} resources, ${String(Math.floor(now - since))} s`;
  return `${waiting.failure}, tried again in ${String(Math.max(0, Math.ceil(waiting.until - now)))} s`;
}

function inWords(minutes: number): string {
  if (minutes < 1) return "a minute";
  return minutes < 90 ? `${String(Math.round(minutes))} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** What is told of an event where no terminal is, given how far the run is with it; undefined where nothing is. */
export function eventLine({ verb, total, finished }: RunProgress, event: FleetEvent): string | undefined {
  const few = total <= mostTold;
  switch (event.event) {
    case "started":
      return few ? `${event.id}: ${verb} started` : undefined;
    case "waiting":
      return few ? `${event.id}: ${event.failure}, tried again in ${event.seconds.toFixed(1)} s` : undefined;
    case "finished": {
      const isBad = event.result === "failed" || event.result === "refused" || event.result === "interrupted";
      if (!few && !isBad) return undefined;
      const cause = event.cause === null ? "" : `: ${event.cause}`;
      const place = `${String(finished)} of ${String(total)}`;
      return `${event.id}: ${event.result} in ${event.seconds.toFixed(1)} s (${place})${cause}`;
    }
    case "stopped":
      return `${event.cell === null ? "nothing more is started" : `nothing more is started in ${event.cell}`}: ${event.reason}`;
    default:
      return undefined;
  }
}

/** Of more than so many not each is told when it begins and ends: a line of all every so often stands for them. */
export const mostTold = 50;
