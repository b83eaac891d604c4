import type { BilledUse } from "../../core/billing/billedUse.ts";
import type { UsageDatabase } from "./usageDatabase.ts";
import { putAsideOverlapping } from "./overlappingUsage.ts";

/**
 * Judges what is staged by what is billed and by what invoices have billed already, the table `billed`. Afterwards `record` has those that
 * count and that no invoice has, `aside` the reasons of those that do not, and `again` how many came again: within the files
 * (`repeated`), or after an invoice billed them (`billed`).
 */
export async function judgeRecords(database: UsageDatabase, use: BilledUse): Promise<void> {
  await fillUse(database, use);
  await database.run(
    `CREATE TABLE aside AS SELECT rowid AS n, reason FROM staged WHERE reason IS NOT NULL AND reason <> 'blank'`,
  );
  await database.run(`CREATE TABLE again (n BIGINT, how VARCHAR)`);
  await findCopies(database);
  await findBilled(database);
  await database.run(`CREATE TABLE record AS
    SELECT s.rowid AS n, m.key, s.quantity, s.begins, s.ends, hash(coalesce(s.source, '')) AS source,
      year(s.begins) * 12 + month(s.begins) - 1 AS period,
      CASE
        WHEN m.key IS NULL THEN 'unknown'
        WHEN s.ends > m.ends THEN 'after-end'
        WHEN m.unit IS NOT NULL AND s.unit IS DISTINCT FROM m.unit THEN 'wrong-unit'
      END AS reason
    FROM staged s
    LEFT JOIN meter m ON s.tenant = m.tenant AND s.subscription = m.subscription AND s.meter = m.meter AND s.begins >= m.begins AND s.begins < m.ends
    WHERE s.reason IS NULL AND s.rowid NOT IN (SELECT n FROM aside) AND s.rowid NOT IN (SELECT n FROM again)`);
  await database.run(`INSERT INTO aside SELECT r.n, CASE
      WHEN r.reason <> 'unknown' THEN r.reason
      WHEN s.tenant NOT IN (SELECT tenant FROM known_tenant) THEN 'unknown-tenant'
      WHEN (s.tenant, s.subscription) NOT IN (SELECT (tenant, subscription) FROM known_subscription) THEN 'unknown-subscription'
      WHEN first.begins IS NULL THEN 'unknown-meter'
      WHEN s.begins < first.begins THEN 'before-start'
      ELSE 'after-end'
    END
    FROM (SELECT n, reason FROM record WHERE reason IS NOT NULL) r JOIN staged s ON s.rowid = r.n
    LEFT JOIN (SELECT tenant, subscription, meter, min(begins) AS begins FROM meter GROUP BY ALL) first USING (tenant, subscription, meter)`);
  await database.run(`DELETE FROM record WHERE reason IS NOT NULL`);
  await putAsideOverlapping(database);
}

async function fillUse(database: UsageDatabase, { tenants, subscriptions, meters }: BilledUse): Promise<void> {
  await database.run(`CREATE TABLE known_tenant (tenant VARCHAR)`);
  await database.run(`CREATE TABLE known_subscription (tenant VARCHAR, subscription VARCHAR)`);
  await database.run(
    `CREATE TABLE known_meter (tenant VARCHAR, subscription VARCHAR, meter VARCHAR, unit VARCHAR, begins VARCHAR, ends VARCHAR)`,
  );
  await database.fill(
    "known_tenant",
    tenants.map((tenant) => [tenant]),
  );
  await database.fill(
    "known_subscription",
    subscriptions.map(({ tenant, subscription }) => [tenant, subscription]),
  );
  await database.fill(
    "known_meter",
    meters.map(({ tenant, subscription, meter, unit, from, to }) => [tenant, subscription, meter, unit, from, to]),
  );
  await database.run(`CREATE TABLE meter AS SELECT CAST(rowid AS INTEGER) AS key, tenant, subscription, meter, unit,
    CAST(begins AS TIMESTAMP) AS begins, CAST(coalesce(ends, '9999-12-31') AS TIMESTAMP) AS ends FROM known_meter`);
}

/** What makes two records with one id the same: all but when they were written. */
const contents = ["tenant", "subscription", "meter", "quantity", "unit", "source", "begins", "ends"];

const same = (one: string, other: string): string =>
  contents.map((name) => `${one}.${name} IS NOT DISTINCT FROM ${other}.${name}`).join(" AND ");

/** Of records with one id the first counts, in the order of files and lines. */
async function findCopies(database: UsageDatabase): Promise<void> {
  // By hashes first, because few ids come twice and many ids do not fit into memory.
  await database.run(
    `CREATE TABLE twice AS SELECT hash(id) AS h FROM staged WHERE reason IS NULL GROUP BY h HAVING count(*) > 1`,
  );
  await database.run(`CREATE TABLE copy AS
    WITH candidate AS (SELECT rowid AS n, id FROM staged WHERE reason IS NULL AND hash(id) IN (SELECT h FROM twice)),
      first AS (SELECT id, min(n) AS n FROM candidate GROUP BY id)
    SELECT candidate.n, ${same("later", "earlier")} AS same
    FROM candidate JOIN first ON candidate.id = first.id AND candidate.n <> first.n
    JOIN staged later ON later.rowid = candidate.n JOIN staged earlier ON earlier.rowid = first.n`);
  await database.run(`INSERT INTO aside SELECT n, 'same-id' FROM copy WHERE NOT same`);
  await database.run(`INSERT INTO again SELECT n, 'repeated' FROM copy WHERE same`);
}

/** What an invoice has billed counts no more; and what has the id of one of those, with other contents, does not correct it. */
async function findBilled(database: UsageDatabase): Promise<void> {
  if ((await database.count(`SELECT count(*) FROM billed`)) === 0) return;
  await database.run(`CREATE TABLE met AS SELECT s.rowid AS n, ${same("s", "b")} AS same FROM staged s JOIN billed b ON s.id = b.id
    WHERE s.reason IS NULL AND s.rowid NOT IN (SELECT n FROM aside) AND s.rowid NOT IN (SELECT n FROM again)`);
  await database.run(`INSERT INTO aside SELECT n, 'same-id' FROM met WHERE NOT same`);
  await database.run(`INSERT INTO again SELECT n, 'billed' FROM met WHERE same`);
}
