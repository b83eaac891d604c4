import { exitCodes, type Context } from "./context.ts";

/**
 * A signal that aborts at the first SIGINT or SIGTERM: what is under way finishes, the rest does not start. The second
 * ends the process at once.
 */
export function interruptSignal(context: Context): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    context.note("interrupted: finishing what is under way; interrupt again to stop at once");
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return controller.signal;
}
