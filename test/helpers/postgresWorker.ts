import { PGlite } from "@electric-sql/pglite";
import { parentPort } from "node:worker_threads";

/** What the thread is asked: statements, or one with values. */
export type PostgresQuestion = { readonly id: number } & (
  | { readonly script: string }
  | { readonly statement: string; readonly values: readonly unknown[]; readonly role?: string | undefined }
);

/** What it answers: the rows of all results, or why there are none. */
export type PostgresAnswer = { readonly id: number } & (
  { readonly rows: readonly unknown[] } | { readonly error: string }
);

const database = await PGlite.create();

async function rowsOf(question: PostgresQuestion): Promise<readonly unknown[]> {
  if ("script" in question) return (await database.exec(question.script)).flatMap(({ rows }) => rows);
  const { role, statement, values } = question;
  if (role === undefined) return (await database.query(statement, [...values])).rows;
  return database.transaction(async (transaction) => {
    await transaction.exec(`SET LOCAL ROLE "${role}"`);
    return (await transaction.query(statement, [...values])).rows;
  });
}

parentPort?.on("message", (question: PostgresQuestion) => {
  const { id } = question;
  const answer = (message: PostgresAnswer): void => parentPort?.postMessage(message);
  rowsOf(question).then(
    (rows) => {
      answer({ id, rows });
    },
    (error: unknown) => {
      answer({ id, error: error instanceof Error ? error.message : String(error) });
    },
  );
});
