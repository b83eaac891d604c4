import type { Row, UsageDatabase } from "./usageDatabase.ts";

/**
 * Puts aside what would bill a time twice: records of one meter and source whose times meet. What is billed stays; of the others that which
 * begins first, then that which ends first, then that with the lower id. So it does not matter in what order files and lines come.
 */
export async function putAsideOverlapping(database: UsageDatabase): Promise<void> {
  await database.run(`CREATE TABLE meeting (n VARCHAR)`);
  await besideBilled(database);
  const before = `max(ends) OVER (PARTITION BY key, source ORDER BY begins, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
  await database.run(
    `CREATE TABLE crowded AS SELECT DISTINCT key, source FROM (SELECT key, source, begins, ${before} AS reach FROM record) WHERE reach > begins`,
  );
  if ((await database.count(`SELECT count(*) FROM crowded`)) > 0) {
    const rows = database.rows(`SELECT CAST(r.n AS VARCHAR) AS n, r.key || ' ' || r.source AS place,
        CAST(epoch_us(r.begins) AS VARCHAR) AS begins, CAST(epoch_us(r.ends) AS VARCHAR) AS ends
      FROM (SELECT * FROM record SEMI JOIN crowded USING (key, source)) r JOIN staged s ON s.rowid = r.n
      ORDER BY r.key, r.source, r.begins, r.ends, s.id`);
    // Rows are read to their end before any is written: one connection does one thing at a time.
    const found: string[] = [];
    for await (const n of overlapping(rows)) found.push(n);
    await database.fill(
      "meeting",
      found.map((n) => [n]),
    );
  }
  await database.run(`INSERT INTO aside SELECT CAST(n AS BIGINT), 'overlapping' FROM meeting`);
  await database.run(`DELETE FROM record WHERE n IN (SELECT CAST(n AS BIGINT) FROM meeting)`);
}

/** What meets something that an invoice has billed. */
async function besideBilled(database: UsageDatabase): Promise<void> {
  if ((await database.count(`SELECT count(*) FROM billed`)) === 0) return;
  const names = "tenant, subscription, meter";
  await database.run(`CREATE TABLE neighbour AS
    WITH mine AS (SELECT r.n, m.tenant, m.subscription, m.meter, r.source, r.begins, r.ends FROM record r JOIN meter m USING (key)),
      theirs AS (SELECT ${names}, hash(coalesce(source, '')) AS source, begins, ends FROM billed)
    SELECT n, ${names}, source, begins, ends FROM mine
    UNION ALL SELECT NULL, ${names}, source, begins, ends FROM theirs SEMI JOIN mine USING (${names}, source)`);
  const window = `OVER (PARTITION BY ${names}, source ORDER BY begins`;
  await database.run(`INSERT INTO meeting SELECT CAST(n AS VARCHAR) FROM (
      SELECT n, begins, ends,
        max(CASE WHEN n IS NULL THEN ends END) ${window} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reach,
        min(CASE WHEN n IS NULL THEN begins END) ${window} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next
      FROM neighbour)
    WHERE n IS NOT NULL AND (reach > begins OR next < ends)`);
  await database.run(`DELETE FROM record WHERE n IN (SELECT CAST(n AS BIGINT) FROM meeting)`);
}

/** Those of rows in order that begin before the last that stays is over. */
async function* overlapping(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  let place: string | null | undefined;
  let reach = 0;
  for await (const { n, place: here, begins, ends } of rows) {
    if (here === place && Number(begins) < reach) {
      yield n ?? "";
      continue;
    }
    place = here;
    reach = Number(ends);
  }
}
