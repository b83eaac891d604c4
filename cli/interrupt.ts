import { exitCodes, type Context } from "./context.ts";

/** What asks a process to end: Ctrl-C, who manages processes, and a terminal that is closed. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A process's signals, and its end; a test has its own. */
export interface SignalSource {
  readonly on: (signal: NodeJS.Signals, listener: () => void) => unknown;
  readonly off: (signal: NodeJS.Signals, listener: () => void) => unknown;
  readonly exit: (code: number) => unknown;
}

/** By command: its signal, and what listens for it no longer. */
const listening = new WeakMap<Context, { readonly signal: AbortSignal; readonly end: () => void }>();

/**
 * A signal that aborts at the first SIGINT, SIGTERM or SIGHUP: what is under way finishes, the rest does not start. The second ends the
 * process at once; the engines are then interrupted a second time by the watchers beside them, as their parent has gone, and stop too.
 * A command has one, however often it is asked for.
 */
export function interruptSignal(context: Context, source: SignalSource = process): AbortSignal {
  const known = listening.get(context);
  if (known !== undefined) return known.signal;
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) {
      context.note("interrupted again: stopped at once; the next run finds out what had been done");
      source.exit(exitCodes.interrupted);
      return;
    }
    context.note("interrupted: finishing what is under way; interrupt again to stop at once");
    controller.abort();
  };
  for (const signal of signals) source.on(signal, interrupt);
  const end = (): void => {
    for (const signal of signals) source.off(signal, interrupt);
  };
  listening.set(context, { signal: controller.signal, end });
  return controller.signal;
}

/** Ends a command's listening: an interruption ends the process again, as it does by itself. */
export function endInterrupts(context: Context): void {
  listening.get(context)?.end();
  listening.delete(context);
}
