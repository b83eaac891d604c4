import PQueue, { type Queue, type QueueAddOptions } from "p-queue";

import type { Place, RunnerTask, Runner } from "./runner.ts";

/** Runs batches in this process. */
export const localRunner: Runner = {
  run: async ({ tasks, atMost, work }) => {
    const places = new Places();
    const queueClass = class extends WaitingTasks {
      constructor() {
        super(places);
      }
    };
    const queue = new PQueue<WaitingTasks, InPlaces>({ concurrency: atMost, queueClass });
    return Promise.all(
      tasks.map((task) =>
        queue.add(
          async () => {
            try {
              return await work(task.id);
            } finally {
              // Before the queue knows that the task has ended: it then looks at once for the next one that may begin.
              places.leave(task);
            }
          },
          { task },
        ),
      ),
    );
  },
};

/** How many are in each place. */
class Places {
  readonly #taken = new Map<string, number>();

  hasRoom({ places }: RunnerTask): boolean {
    return places.every(({ name, atMost }) => (this.#taken.get(name) ?? 0) < atMost);
  }

  enter(task: RunnerTask): void {
    this.#add(task.places, 1);
  }

  leave(task: RunnerTask): void {
    this.#add(task.places, -1);
  }

  #add(places: readonly Place[], count: number): void {
    for (const { name } of places) this.#taken.set(name, (this.#taken.get(name) ?? 0) + count);
  }
}

type Run = () => Promise<unknown>;

/** What p-queue hands on with each task. */
interface InPlaces extends QueueAddOptions {
  readonly task?: RunnerTask;
}

/**
 * The tasks that wait, in their order, for p-queue, which asks for the next one whenever there is room for any and this one has a size.
 * It shows those alone that may begin: the others' places are full, and somebody leaves them before they are asked for again.
 */
class WaitingTasks implements Queue<Run, InPlaces> {
  readonly #places: Places;
  readonly #waiting: { readonly run: Run; readonly task: RunnerTask | undefined }[] = [];

  constructor(places: Places) {
    this.#places = places;
  }

  /** 1 when a task may begin, else 0. */
  get size(): number {
    return this.#next() < 0 ? 0 : 1;
  }

  enqueue(run: Run, { task }: Partial<InPlaces> = {}): void {
    this.#waiting.push({ run, task });
  }

  dequeue(): Run | undefined {
    const [next] = this.#waiting.splice(this.#next(), 1);
    if (next?.task !== undefined) this.#places.enter(next.task);
    return next?.run;
  }

  filter(): Run[] {
    return this.#waiting.map(({ run }) => run);
  }

  /** Batches have an order, not priorities. */
  setPriority(): never {
    throw new TypeError("tasks have no priority");
  }

  /** Batches are run whole. */
  remove(): never {
    throw new TypeError("tasks are not removed");
  }

  #next(): number {
    return this.#waiting.findIndex(({ task }) => task === undefined || this.#places.hasRoom(task));
  }
}
