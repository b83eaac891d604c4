import { existsSync } from "node:fs";
import { z } from "zod";

import type { RecordedRun, RecordedTask } from "../../core/results/runs.ts";
import { parseJson } from "../../core/documents/parseJson.ts";
import { deathWatch } from "../leases/leases.ts";
import { JournalDatabase } from "./database.ts";

/** What the journal remembers of runs. */
export interface History {
  /** All runs, the newest first. */
  readonly runs: () => RecordedRun[];
  /** What a run did, by the ids of tenants or cells. */
  readonly tasks: (run: string) => RecordedTask[];
  /** The ids of the tenants or cells for which a run did not do what it was to do, and whether it asked the targets first. */
  readonly unfinished: (run: string) => { readonly ids: string[]; readonly refresh: boolean };
  readonly close: () => void;
}

/** Results by which a tenant or cell is as a run should make it. */
const good = "('created', 'updated', 'unchanged', 'destroyed')";

const runsQuery = `
SELECT id, verb, actor, host, place, pid, start_time AS startTime, began, ended, alive_until AS aliveUntil, result, resumes,
  (SELECT count(*) FROM tasks WHERE run = id) AS tasks,
  (SELECT count(*) FROM tasks WHERE run = id AND result IN ${good}) AS done,
  EXISTS (SELECT 1 FROM runs AS later WHERE later.resumes = runs.id) AS resumed
FROM runs ORDER BY began DESC, id
`;

/** A run as the journal has it; that is a file, and files hold anything. */
const runRow = z.object({
  id: z.string(),
  verb: z.string(),
  actor: z.string().transform((text) => parseJson(text) as RecordedRun["actor"]),
  host: z.string(),
  place: z.string().nullable(),
  pid: z.number(),
  startTime: z.number(),
  began: z.number(),
  ended: z.number().nullable(),
  aliveUntil: z.number(),
  result: z.custom<RecordedRun["state"]>().nullable(),
  resumes: z.string().nullable(),
  tasks: z.number(),
  done: z.number(),
  resumed: z.number(),
});

const taskRow = z.object({
  subject: z.string(),
  began: z.number().nullable(),
  ended: z.number().nullable(),
  result: z.custom<RecordedTask["state"]>().nullable(),
  failure: z.custom<RecordedTask["failure"]>().nullable(),
  attempts: z.number(),
  cause: z.string().nullable(),
});

/**
 * Opens what an estate's journal remembers; nothing where there is none yet.
 *
 * @param note is told when the journal is damaged.
 * @throws NewerJournalError when a newer version has written it, and an Error of SQLite's when it cannot be read.
 */
export function openHistory(file: string, note: (line: string) => void): History {
  if (!existsSync(file)) {
    const nothing = { ids: [], refresh: false };
    return { runs: () => [], tasks: () => [], unfinished: () => nothing, close: () => undefined };
  }
  const database = JournalDatabase.open(file, note);
  const isDead = deathWatch();
  return {
    runs: () => database.all(runsQuery).map((row) => recordedRun(runRow.parse(row), isDead)),
    tasks: (run) =>
      database
        .all("SELECT * FROM tasks WHERE run = ? ORDER BY subject", run)
        .map((row) => recordedTask(taskRow.parse(row))),
    unfinished: (run) => {
      const rows = database.all(
        `SELECT subject FROM tasks WHERE run = ? AND (result IS NULL OR result NOT IN ${good}) ORDER BY subject`,
        run,
      );
      const { arguments: given } = database.get("SELECT arguments FROM runs WHERE id = ?", run) ?? {};
      const parsed = z.object({ refresh: z.boolean() }).safeParse(parseJson(String(given)));
      return { ids: rows.map(({ subject }) => String(subject)), refresh: parsed.data?.refresh ?? false };
    },
    close: () => {
      database.close();
    },
  };
}

function recordedRun(row: z.infer<typeof runRow>, isDead: ReturnType<typeof deathWatch>): RecordedRun {
  const { id, verb, actor, pid, began, ended, result, resumes, tasks, done } = row;
  const state = result ?? (isDead({ ...row, run: id }) ? "crashed" : "running");
  const open = state === "crashed" || state === "interrupted";
  const unfinished = open && row.resumed === 0 ? tasks - done : 0;
  return {
    ...{ id, verb, actor, pid, state, tasks, done, unfinished, resumes },
    began: momentOf(began),
    ended: ended === null ? null : momentOf(ended),
  };
}

function recordedTask({
  subject,
  began,
  ended,
  result,
  failure,
  attempts,
  cause,
}: z.infer<typeof taskRow>): RecordedTask {
  return {
    id: subject,
    state: result ?? (began === null ? "not-started" : "running"),
    failure,
    attempts,
    resource: cause,
    began: began === null ? null : momentOf(began),
    ended: ended === null ? null : momentOf(ended),
  };
}

function momentOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
