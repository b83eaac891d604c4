import { usageFields } from "../../core/schema/usage.ts";
import type { UsageDatabase } from "./usageDatabase.ts";
import { quoted } from "./usageDatabase.ts";
import type { StagedFile } from "./usageFiles.ts";

/**
 * Reads files into the table `staged`, in the order of files and lines, so that `rowid` counts them: the fields of each record, and the first
 * reason why it is none, by what stands in itself. Of a line that is none its text is kept. Lines without anything have the reason `blank`.
 */
export async function stageRecords(database: UsageDatabase, files: readonly StagedFile[]): Promise<void> {
  await database.run(`CREATE TABLE file (number INTEGER, name VARCHAR, first BIGINT)`);
  await database.run(`CREATE TABLE staged (
    file INTEGER, text VARCHAR, id VARCHAR, tenant VARCHAR, subscription VARCHAR, meter VARCHAR, written VARCHAR,
    quantity DECIMAL(38,9), unit VARCHAR, source VARCHAR, begins TIMESTAMP, ends TIMESTAMP, reason VARCHAR, line BIGINT)`);
  for (const run of runsOf(files)) {
    for (const { number, name } of run) {
      // The first row is put in when it is known: here a file may be one of several that are read at once.
      await database.run(`INSERT INTO file VALUES (${String(number)}, ${quoted(name)}, NULL)`);
    }
    await database.run(
      `INSERT INTO staged BY NAME ${judged(run[0]?.shape.kind === "csv" ? csv(run, run[0].shape.columns) : lines(run))}`,
    );
  }
  if (files.some(({ shape }) => shape.kind === "csv")) {
    await database.run(`INSERT INTO staged (file, text, line, reason)
      SELECT DISTINCT ${numberOf("file_path")}, csv_line, line, 'not-a-record'
      FROM reject_errors JOIN reject_scans USING (scan_id, file_id) ORDER BY ALL`);
  }
  await database.run(`UPDATE file SET first = (SELECT min(staged.rowid) FROM staged WHERE staged.file = file.number)`);
}

/** Files one after the other that can be read by one statement. */
function runsOf(files: readonly StagedFile[]): StagedFile[][] {
  const runs: { key: string; files: StagedFile[] }[] = [];
  for (const file of files) {
    const key = file.shape.kind === "csv" ? file.shape.columns.join() : "";
    const last = runs.at(-1);
    if (last?.key === key) last.files.push(file);
    else runs.push({ key, files: [file] });
  }
  return runs.map((run) => run.files);
}

const numberOf = (column: string): string => String.raw`CAST(regexp_extract(${column}, '(\d+)\.txt$', 1) AS INTEGER)`;
const links = (files: readonly StagedFile[]): string => `[${files.map(({ link }) => quoted(link)).join(", ")}]`;

/** Lines of JSON, as DuckDB reads a CSV file of one column whose separator no clean file has. */
function lines(files: readonly StagedFile[]): string {
  const object = `json_valid(line) AND starts_with(ltrim(line), '{') AND NOT contains(line, chr(65533))`;
  // Numbers are taken from the text: as values they would be binary fractions. Only names of fields stand before a colon.
  const number = String.raw`CASE WHEN contains(line, '"quantity":"') THEN '' ELSE regexp_extract(line, '"quantity"\s*:\s*([-+0-9][^\s,}]*)', 1) END`;
  // Numbers as ids would be read as binary fractions, and two as one; of other fields none that is no text fits anything.
  const noText = String.raw`CASE WHEN TRY_CAST(id AS DOUBLE) IS NULL THEN false ELSE regexp_matches(text, '"id"\s*:\s*[^"\s]') END`;
  const shape = `{${usageFields.map((name) => `"${name}":"VARCHAR"`).join(",")}}`;
  return `
    SELECT * REPLACE (coalesce(nullif(number, ''), "quantity") AS "quantity"),
      -- As many names as there are values of known ones: then none is unknown and none twice. Lists are compared for the others only.
      CASE WHEN names IS NULL THEN false WHEN len(names) = given THEN true ELSE len(list_distinct(names)) = len(names) END AS readable,
      CASE WHEN len(names) = given THEN true ELSE list_has_all([${usageFields.map(quoted).join(", ")}], names) END AS known, ${noText} AS no_text
    FROM (
      SELECT file, line AS text, CASE WHEN fields IS NULL THEN coalesce(trim(line) = '', true) ELSE false END AS blank, names, ${number} AS number, unnest(fields),
        ${usageFields.map((name) => `CAST(fields.${quotedName(name)} IS NOT NULL AS INTEGER)`).join(" + ")} AS given
      FROM (
        SELECT ${numberOf("filename")} AS file, line,
          CASE WHEN ${object} THEN from_json(line, ${quoted(shape)}) END AS fields,
          CASE WHEN ${object} THEN json_keys(line) END AS names
        FROM read_csv(${links(files)}, columns = {'line': 'VARCHAR'}, header = false, auto_detect = false, delim = '\u0001',
          quote = '', escape = '', strict_mode = false, max_line_size = 2000000, filename = true)))`;
}

function csv(files: readonly StagedFile[], columns: readonly string[]): string {
  const types = columns.map((name) => `${quoted(name)}: 'VARCHAR'`).join(", ");
  const given = usageFields.map((name) =>
    columns.includes(name) ? quotedName(name) : `CAST(NULL AS VARCHAR) AS ${quotedName(name)}`,
  );
  const pairs = columns.map((name) => `${quoted(name)}: ${quotedName(name)}`).join(", ");
  return `
    SELECT ${numberOf("filename")} AS file, CAST(to_json({${pairs}}) AS VARCHAR) AS text, false AS blank,
      NOT contains(concat(${columns.map(quotedName).join(", ")}), chr(65533)) AS readable, true AS known, false AS no_text,
      ${given.join(", ")}
    FROM read_csv(${links(files)}, columns = {${types}}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
      strict_mode = true, max_line_size = 2000000, filename = true, store_rejects = true)`;
}

const quotedName = (name: string): string => `"${name}"`;

/** The first reason why a record is none, and its values. */
function judged(source: string): string {
  const named = (name: string, most: number): string =>
    `coalesce(length(${quotedName(name)}) NOT BETWEEN 1 AND ${String(most)}, true)`;
  const tooLong = (name: string, most: number): string =>
    `coalesce(length(${quotedName(name)}) NOT BETWEEN 1 AND ${String(most)}, false)`;
  const time = (
    name: string,
  ): string => String.raw`CASE WHEN regexp_full_match(${quotedName(name)}, '20\d\d-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z)?')
    THEN TRY_CAST(CASE WHEN length(${quotedName(name)}) = 17 THEN left(${quotedName(name)}, 16) || ':00Z' ELSE ${quotedName(name)} END AS TIMESTAMP) END`;
  const isNumber = String.raw`coalesce(regexp_full_match(written, '[+-]?\d+(\.\d+)?([eE][+-]?\d{1,9})?'), false)`;
  const plain = String.raw`regexp_full_match(written, '[+-]?0*\d{1,12}(\.\d{1,9}0*)?')`;
  // As other programs write small and large numbers; what has so many digits as a binary fraction may have fits 26 decimals.
  const short = String.raw`regexp_full_match(written, '[+-]?\d(\.\d{1,16})?[eE][+-]?\d{1,2}') AND TRY_CAST(written AS DECIMAL(38,26)) = TRY_CAST(TRY_CAST(written AS DECIMAL(38,26)) AS DECIMAL(38,9)) AND NOT regexp_matches(written, '[eE]-[1-9]\d')`;
  return `
    SELECT file, CASE WHEN reason IN ('not-a-record', 'unknown-field', 'malformed-name', 'malformed-time') THEN text END AS text,
      id, tenant, subscription, meter, written, quantity, unit, source, begins, ends, reason
    FROM (
      SELECT *, CASE
        WHEN blank THEN 'blank'
        WHEN NOT readable THEN 'not-a-record'
        WHEN NOT known THEN 'unknown-field'
        WHEN no_text OR ${named("id", 200)} OR ${named("tenant", 40)} OR ${named("subscription", 30)} OR ${named("meter", 40)}
          OR ${tooLong("unit", 40)} OR ${tooLong("source", 100)} THEN 'malformed-name'
        WHEN begins IS NULL OR ends IS NULL OR (recorded IS NOT NULL AND ${time("recorded")} IS NULL) THEN 'malformed-time'
        WHEN NOT ${isNumber} THEN 'not-a-number'
        WHEN regexp_matches(written, '^-[^eE]*[1-9]') THEN 'negative'
        WHEN quantity IS NULL THEN 'huge'
        WHEN ends <= begins THEN 'empty-time'
        WHEN date_trunc('month', ends - INTERVAL 1 MICROSECOND) <> date_trunc('month', begins) THEN 'two-periods'
      END AS reason
      FROM (
        SELECT *, CASE WHEN ${plain} OR (${short}) THEN TRY_CAST(written AS DECIMAL(38,9)) END AS quantity,
          ${time("from")} AS begins, ${time("to")} AS ends
        FROM (SELECT * EXCLUDE ("quantity"), "quantity" AS written FROM (${source}))))`;
}
