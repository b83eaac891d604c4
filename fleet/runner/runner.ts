/** Something of which only so much may be used at a time: a cell, an account, a cluster. */
export interface Place {
  /** Names it among all places of a batch. */
  readonly name: string;
  /** How many tasks may be in it at a time. */
  readonly atMost: number;
}

/** A task as a runner knows it: plain data, which may be stored and sent. What is done for it is looked up by its id. */
export interface RunnerTask {
  /** No other task of the batch has it. */
  readonly id: string;
  /** Where it counts; a task is in all its places from its beginning to its end. */
  readonly places: readonly Place[];
}

/** Tasks that are run together. */
export interface Batch<Result> {
  readonly tasks: readonly RunnerTask[];
  /** How many tasks may run at a time, wherever they are; 1 at least. */
  readonly atMost: number;
  /** Does a task, once. */
  readonly work: (id: string) => Promise<Result>;
}

/** Runs batches of tasks within bounds. Which one it is, nothing else knows. */
export interface Runner {
  /**
   * Runs every task. Of those whose places have room, the first of the batch begins first: one that has to wait keeps none waiting that
   * need not.
   *
   * @returns the results in the order of the tasks; rejects when work does.
   */
  readonly run: <Result>(batch: Batch<Result>) => Promise<Result[]>;
}
