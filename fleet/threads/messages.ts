/** What a pool tells one of its threads. */
export type ThreadRequest<Task> = { readonly type: "run"; readonly task: Task } | { readonly type: "abort" };

/** What a thread tells its pool. */
export type ThreadAnswer<Result> =
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "result"; readonly result: Result }
  | { readonly type: "crash"; readonly reason: string };
