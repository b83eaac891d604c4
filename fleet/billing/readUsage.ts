import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { BilledUse } from "../../core/billing/billedUse.ts";
import type { MissingUsage, QuarantineReason, UsageSum } from "../../core/billing/usage.ts";
import type { UsageCounts } from "../../core/results/usage.ts";
import { namesIn } from "../ifThere.ts";
import { makeStateFolder } from "../stateDirectory.ts";
import {
  loadBilled,
  writeManifest,
  type BilledManifest,
  type BilledUsage,
  type UsageManifest,
} from "./usageManifests.ts";
import { judgeRecords } from "./judgedUsage.ts";
import { writeQuarantine } from "./quarantine.ts";
import { stageRecords } from "./stagedUsage.ts";
import { UsageDatabase } from "./usageDatabase.ts";
import { stageUsage } from "./usageFiles.ts";

/** Usage records, and by what they are judged. */
export interface UsageSource {
  /** A file or a directory of them, absolute. */
  readonly path: string;
  /** Where what is needed on the way lies until usage is closed. */
  readonly stateDirectory: string;
  readonly use: BilledUse;
  /** What invoices that count have billed. */
  readonly billed: readonly BilledManifest[];
}

/** Usage that was read. It has to be closed. */
export interface Usage {
  readonly counts: UsageCounts;
  /** By tenant, subscription, meter and period, in that order. */
  readonly sums: readonly UsageSum[];
  /** By tenant, subscription, meter, period and reason, in that order. */
  readonly missing: readonly MissingUsage[];
  /** Writes what does not count to a file: a JSON document a line, with its reason and where it stood. An old file is replaced. */
  readonly writeQuarantine: (file: string) => Promise<void>;
  /** Keeps which records are billed, in a directory for that; undefined when there are none. */
  readonly writeManifest: (directory: string, billed: Iterable<BilledUsage>) => Promise<UsageManifest | undefined>;
  /** Gives memory back and deletes what was needed on the way; may be called again. */
  readonly close: () => void;
}

/**
 * Reads usage records, each once, however often it comes, and adds up those that count; reading the same files again gives the same.
 *
 * @throws Error with an errno `code` for a path that is not there.
 */
export async function readUsage({ path, stateDirectory, use, billed }: UsageSource): Promise<Usage> {
  const folder = makeStateFolder(stateDirectory, "usage");
  clearLeft(folder);
  const work = join(folder, randomUUID());
  const links = mkdtempSync(join(tmpdir(), "tenantry-usage-"));
  const copies = join(work, "copies");
  mkdirSync(copies, { recursive: true });
  let database: UsageDatabase | undefined;
  const close = (): void => {
    database?.close();
    database = undefined;
    for (const directory of [work, links]) rmSync(directory, { recursive: true, force: true });
  };
  try {
    const files = await stageUsage(path, links, copies);
    const opened = await UsageDatabase.open(work);
    database = opened;
    await stageRecords(opened, files);
    await loadBilled(opened, billed, links);
    await judgeRecords(opened, use);
    return {
      counts: await countsOf(opened, files.length),
      sums: await sumsOf(opened),
      missing: await missingOf(opened),
      writeQuarantine: (file) => writeQuarantine(opened, file),
      writeManifest: (directory, chosen) => writeManifest(opened, work, directory, chosen),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** What runs that were killed have left. Of those that still go on none has begun a day ago. */
function clearLeft(folder: string): void {
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? dayAgo) < dayAgo)
      rmSync(path, { recursive: true, force: true });
  }
}

async function countsOf(database: UsageDatabase, files: number): Promise<UsageCounts> {
  const count = (from: string): Promise<number> => database.count(`SELECT count(*) FROM ${from}`);
  return {
    files,
    records: await count("staged WHERE reason IS DISTINCT FROM 'blank'"),
    repeated: await count("again WHERE how = 'repeated'"),
    billed: await count("again WHERE how = 'billed'"),
    quarantined: await count("aside"),
    counted: await count("record"),
  };
}

async function sumsOf(database: UsageDatabase): Promise<UsageSum[]> {
  const sums: UsageSum[] = [];
  const rows = database.rows(`
    SELECT tenant, subscription, meter, (period // 12) || '-' || lpad(CAST(period % 12 + 1 AS VARCHAR), 2, '0') AS period,
      CAST(sum(quantity) AS VARCHAR) AS quantity, CAST(count(*) AS VARCHAR) AS records
    FROM record JOIN meter USING (key) GROUP BY tenant, subscription, meter, record.period ORDER BY tenant, subscription, meter, record.period`);
  for await (const { tenant, subscription, meter, period, quantity, records } of rows) {
    sums.push({
      tenant: tenant ?? "",
      subscription: subscription ?? "",
      meter: meter ?? "",
      period: period ?? "",
      quantity: plain(quantity ?? "0"),
      records: Number(records),
    });
  }
  return sums;
}

async function missingOf(database: UsageDatabase): Promise<MissingUsage[]> {
  const missing: MissingUsage[] = [];
  const rows = database.rows(`
    SELECT tenant, subscription, meter, strftime(begins, '%Y-%m') AS period, aside.reason AS reason, CAST(count(*) AS VARCHAR) AS records,
      CASE WHEN count(*) = count(quantity) THEN CAST(sum(quantity) AS VARCHAR) END AS quantity
    FROM aside JOIN staged ON staged.rowid = n GROUP BY ALL ORDER BY ALL`);
  for await (const {
    tenant = null,
    subscription = null,
    meter = null,
    period = null,
    reason,
    records,
    quantity = null,
  } of rows) {
    missing.push({
      tenant,
      subscription,
      meter,
      period,
      reason: reason as QuarantineReason,
      records: Number(records),
      quantity: quantity === null ? null : plain(quantity),
    });
  }
  return missing;
}

/** Without the zeros that a column of nine decimals has at its end. */
function plain(quantity: string): string {
  return quantity.replace(/\.?0+$/, "");
}
