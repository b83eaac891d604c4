/** What a pool tells one of its threads. */
export type ThreadRequest<Task> = { readonly type: "run"; readonly task: Task } | { readonly type: "abort" };

/** What a thread tells its pool. */
export type ThreadAnswer<Result, News> =
  | { readonly type: "news"; readonly news: News }
  | { readonly type: "result"; readonly result: Result; readonly left: ThreadLeft }
  | { readonly type: "crash"; readonly reason: string };

/** What a task has left in its thread. */
export interface ThreadLeft {
  /** What the thread's heap holds, in MiB. */
  readonly heapMiB: number;
  /** What is not as it was before the task and could reach the next one, such as `process.env.PATH`. */
  readonly changed: readonly string[];
}
