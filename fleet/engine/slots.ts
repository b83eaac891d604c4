import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import { Threads } from "../threads/threads.ts";
import type { SlotTask } from "./slot.ts";
import type { StackRun } from "./stackRun.ts";

/**
 * Worker threads that run stacks, one at a time each. Programs that share a thread share unhandled rejections, so that one
 * stack's failure would fail its neighbour; a slot that has seen a failure is therefore not used again.
 */
export class Slots {
  readonly #threads = new Threads<SlotTask, RunOutcome>(new URL("./slot", import.meta.url));

  /** Runs one stack in a slot of its own and gives its outcome; never throws for what the program does. */
  async run(run: StackRun): Promise<RunOutcome> {
    const { signal, onProgress, ...task } = run;
    const ended = await this.#threads.run({ task, signal, onProgress }, ({ errors }) => errors.length > 0);
    if ("result" in ended) return ended.result;
    return nothingDone({
      result: "failed",
      attempts: 1,
      failure: "crashed",
      errors: [`The program crashed: ${ended.crash}.`],
    });
  }

  /** Ends all threads. */
  close(): Promise<void> {
    return this.#threads.close();
  }
}
