/** A slot's worker thread: loads the SDK once and runs one stack at a time. */
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import { serve } from "../threads/serve.ts";
import type { EngineProcess } from "./engineProcess.ts";
import { ofTheSdk } from "./ofTheSdk.ts";
import { runStack, type StackRun } from "./stackRun.ts";

/** A run of a stack as it goes to a slot. */
export type SlotTask = Omit<StackRun, "signal" | "onProgress" | "onEngine">;

/** What a slot tells of a run that is under way: how many resources are done, or which process works on the stack. */
export type SlotNews = { readonly done: number } | { readonly engine: EngineProcess };

// The SDK takes a stack trace for each promise that it makes, which is a sixth of a program's time. Nobody is shown any: what went
// wrong is told by the engine's diagnostics and by messages.
Error.stackTraceLimit = 0;

// While a program runs, the SDK listens too and reports what it rejects. What comes after it has stopped listening is the engine's
// refusal of calls that were still on their way: it must not end the thread, and with it the result, which names the cause.
process.on("unhandledRejection", () => undefined);

const run = (task: SlotTask, signal: AbortSignal, tell: (news: SlotNews) => void): Promise<RunOutcome> =>
  runStack({
    ...task,
    signal,
    onProgress: (done) => {
      tell({ done });
    },
    onEngine: (engine) => {
      tell({ engine });
    },
  });

serve(run, ofTheSdk);
