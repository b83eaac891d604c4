import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import { SharedProviders, type SandboxProvider } from "../../sandbox/install.ts";
import { cellsOfSubject } from "../stackSubject.ts";
import { Threads } from "../threads/threads.ts";
import type { SlotNews, SlotTask } from "./slot.ts";
import type { StackRun } from "./stackRun.ts";

/** What a slot's heap may grow to, in MiB: what ends it, and what keeps it from being used again. Each run leaves some 4 MiB behind. */
const heap = { limitMiB: 512, enoughMiB: 256 } as const;

/**
 * Worker threads that run stacks, one at a time each. Programs that share a thread share unhandled rejections, so that one
 * stack's failure would fail its neighbour; a slot that has seen a failure is therefore not used again.
 */
export class Slots {
  readonly #threads = new Threads<SlotTask, RunOutcome, SlotNews>(new URL("./slot", import.meta.url), {
    limits: { maxOldGenerationSizeMb: heap.limitMiB },
    enoughMiB: heap.enoughMiB,
  });
  #providers: SharedProviders | undefined;

  /** Runs one stack in a slot of its own and gives its outcome; never throws for what the program does. */
  async run(run: StackRun): Promise<RunOutcome> {
    const { signal, onProgress, onEngine, ...given } = run;
    this.#providers ??= new SharedProviders(run.workspace.inventory);
    const task = { ...given, environment: await this.#providers.environment(simulatedTargets(run)) };
    const onNews = (news: SlotNews): void => {
      if ("done" in news) onProgress(news.done);
      else onEngine?.(news.engine);
    };
    const ended = await this.#threads.run({ task, signal, onNews }, ({ errors }) => errors.length > 0);
    if ("result" in ended) return ended.result;
    return nothingDone({
      result: "failed",
      attempts: 1,
      failure: "crashed",
      errors: [`The program crashed: ${ended.crash}.`],
    });
  }

  /** Ends all threads, and what they have used of the sandbox. */
  async close(): Promise<void> {
    await this.#threads.close();
    this.#providers?.close();
  }
}

/** The targets of a stack that the sandbox plays. A real provider is never shared: it keeps what it is told of one account. */
function simulatedTargets({ subject, estate }: StackRun): SandboxProvider[] {
  const targets = new Set(cellsOfSubject(subject).map(({ target }) => target));
  return [...targets].filter((target) => estate.spec.targets[target] === "sandbox").toSorted();
}
