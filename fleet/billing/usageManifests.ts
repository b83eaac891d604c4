import { createHash } from "node:crypto";
import { createReadStream, fsyncSync, mkdirSync, openSync, closeSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import { namesIn } from "../ifThere.ts";
import { quoted, type UsageDatabase } from "./usageDatabase.ts";

/** A file that says which records were billed. */
export interface UsageManifest {
  /** Its name in the ledger's directory of manifests. */
  readonly name: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly digest: string;
}

/** The records of one manifest that count as billed. */
export interface BilledManifest {
  /** The file, absolute. */
  readonly path: string;
  /** The tenants whose invoices by it count still. */
  readonly tenants: Iterable<string>;
}

const columns = "id, tenant, subscription, meter, quantity, unit, source, begins, ends";

/**
 * Reads into the table `billed` what invoices have billed, of the months alone that staged records are of: earlier records neither come
 * again here nor meet those that came.
 *
 * @param links a directory for links.
 */
export async function loadBilled(
  database: UsageDatabase,
  manifests: readonly BilledManifest[],
  links: string,
): Promise<void> {
  await database.run(`CREATE TABLE billed AS SELECT ${columns} FROM staged WHERE false`);
  for (const [index, { path, tenants }] of manifests.entries()) {
    const link = join(links, `billed-${String(index)}.parquet`);
    symlinkSync(path, link);
    await database.run(`CREATE OR REPLACE TABLE billed_tenant (tenant VARCHAR)`);
    await database.fill(
      "billed_tenant",
      [...tenants].map((tenant) => [tenant]),
    );
    await database.run(`INSERT INTO billed SELECT ${columns} FROM read_parquet(${quoted(link)}) SEMI JOIN billed_tenant USING (tenant)
      WHERE begins >= (SELECT date_trunc('month', min(begins)) FROM staged WHERE reason IS NULL)
        AND begins < (SELECT date_trunc('month', max(begins)) + INTERVAL 1 MONTH FROM staged WHERE reason IS NULL)`);
  }
}

/** Of what an invoice bills the records. */
export interface BilledUsage {
  readonly tenant: string;
  readonly subscription: string;
  readonly meter: string;
  /** The month. */
  readonly period: string;
}

/**
 * Keeps the records that are billed now, in a file that is named after its digest.
 *
 * @param work a directory for it until it is whole, on the same file system.
 * @param directory where manifests lie.
 * @returns undefined when there are none.
 */
export async function writeManifest(
  database: UsageDatabase,
  work: string,
  directory: string,
  billed: Iterable<BilledUsage>,
): Promise<UsageManifest | undefined> {
  await database.run(
    `CREATE OR REPLACE TABLE chosen (tenant VARCHAR, subscription VARCHAR, meter VARCHAR, period VARCHAR)`,
  );
  await database.fill("chosen", chosenRows(billed));
  const rows = `record r JOIN meter m USING (key)
    JOIN chosen c ON m.tenant = c.tenant AND m.subscription = c.subscription AND m.meter = c.meter AND r.period = CAST(c.period AS BIGINT)`;
  if ((await database.count(`SELECT count(*) FROM ${rows}`)) === 0) return undefined;
  const file = join(work, "billed.parquet");
  const kept = `SELECT ${columns} FROM staged WHERE rowid IN (SELECT r.n FROM ${rows})`;
  await database.run(`COPY (${kept}) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd)`);
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const digest = hash.digest("hex");
  const name = `${digest.slice(0, 32)}.parquet`;
  mkdirSync(directory, { recursive: true });
  flush(file);
  renameSync(file, join(directory, name));
  return { name, digest };
}

/** Deletes manifests that no document names: a run that was killed wrote them. Only for who holds the ledger's lock. */
export function clearManifests(directory: string, named: ReadonlySet<string>): void {
  for (const name of namesIn(directory)) {
    if (/^[0-9a-f]{32}\.parquet$/.test(name) && !named.has(name)) rmSync(join(directory, name));
  }
}

function* chosenRows(billed: Iterable<BilledUsage>): Generator<string[]> {
  for (const { tenant, subscription, meter, period } of billed)
    yield [tenant, subscription, meter, monthNumber(period)];
}

/** Months since the year 0, as records have them. */
function monthNumber(period: string): string {
  const [year = 0, month = 1] = period.split("-").map(Number);
  return String(year * 12 + month - 1);
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
