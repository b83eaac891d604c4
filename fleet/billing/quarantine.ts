import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { quarantineReasons, type QuarantineReason } from "../../core/billing/usage.ts";
import { replaceBy } from "../files.ts";
import type { UsageDatabase } from "./usageDatabase.ts";

/** Writes what was put aside, in the order of files and lines; the file is there whole, or as it was before. */
export async function writeQuarantine(database: UsageDatabase, file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  await replaceBy(file, (temporary) =>
    pipeline(Readable.from(linesOf(database)), createWriteStream(temporary, { flush: true })),
  );
}

async function* linesOf(database: UsageDatabase): AsyncGenerator<string> {
  const rows = database.rows(`
    SELECT aside.reason AS reason, file.name AS file, CAST(coalesce(line, staged.rowid - first + 1) AS VARCHAR) AS line, text, id, tenant,
      subscription, meter, written AS quantity, unit, source,
      strftime(begins, '%Y-%m-%dT%H:%M:%S.%fZ') AS "from", strftime(ends, '%Y-%m-%dT%H:%M:%S.%fZ') AS "to"
    FROM aside JOIN staged ON staged.rowid = n JOIN file ON file.number = staged.file ORDER BY staged.file, coalesce(line, staged.rowid - first + 1)`);
  for await (const { reason, file, line, text, ...record } of rows) {
    const why = quarantineReasons[reason as QuarantineReason];
    // Of what is no record only its text is told; of the others what was understood.
    const told = text === null ? { record } : { text };
    yield `${JSON.stringify({ reason, why, file, line: Number(line), ...told })}\n`;
  }
}
