import { join } from "node:path";
import { Worker } from "node:worker_threads";

import type { PostgresAnswer, PostgresQuestion } from "./postgresWorker.ts";

/** A PostgreSQL of a test's own, in memory. */
export interface Postgres {
  /** Runs statements; the rows of all. Rejects with the server's message. */
  readonly run: (script: string) => Promise<readonly unknown[]>;
  /** One statement with values, in a transaction that first takes a role where one is named. */
  readonly ask: (
    statement: string,
    more?: { readonly values?: readonly unknown[]; readonly role?: string },
  ) => Promise<readonly unknown[]>;
  readonly close: () => Promise<void>;
}

type WithoutId<Question> = Question extends unknown ? Omit<Question, "id"> : never;

/** Starts PGlite, which is PostgreSQL compiled to WebAssembly, in a thread: it is a module, and tests run as scripts. */
export function startPostgres(): Postgres {
  const worker = new Worker(join(import.meta.dirname, "postgresWorker.ts"), { execArgv: [] });
  const waiting = new Map<number, (answer: PostgresAnswer) => void>();
  let asked = 0;
  worker.on("error", ({ message }: Error) => {
    for (const [id, answer] of waiting) answer({ id, error: message });
  });
  worker.on("message", (answer: PostgresAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const send = (question: WithoutId<PostgresQuestion>): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      const id = ++asked;
      waiting.set(id, (answer) => {
        if ("rows" in answer) resolve(answer.rows);
        else reject(new Error(answer.error));
      });
      worker.postMessage({ id, ...question });
    });
  return {
    run: (script) => send({ script }),
    ask: (statement, { values = [], role } = {}) => send({ statement, values, role }),
    close: async () => {
      await worker.terminate();
    },
  };
}
