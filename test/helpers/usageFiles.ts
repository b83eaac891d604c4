/** Reads usage for tests: from texts of files, judged by two tenants' meters. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { BilledUse } from "../../core/billing/billedUse.ts";
import { readUsage, type Usage } from "../../fleet/billing/readUsage.ts";
import type { BilledManifest } from "../../fleet/billing/usageManifests.ts";

/** acme and globex have `web` with storageGiB in GiB and requests in any unit: acme always, globex in November 2026 from the 10th to the 20th. */
export const billedUse: BilledUse = {
  tenants: ["acme", "globex", "initech"],
  subscriptions: ["acme", "globex"].map((tenant) => ({ tenant, subscription: "web" })),
  meters: [
    { tenant: "acme", from: "2026-01-01", to: null },
    { tenant: "globex", from: "2026-11-10", to: "2026-11-20" },
  ].flatMap((of) => [
    { ...of, subscription: "web", meter: "storageGiB", unit: "GiB" },
    { ...of, subscription: "web", meter: "requests", unit: null },
  ]),
};

/** A record that counts, but for what is given; of a source of its own, so that its time meets no other's. */
export function usageRecord(id: string, values: object = {}): object {
  const of = { tenant: "acme", subscription: "web", meter: "requests" };
  return { id, ...of, quantity: "1", from: "2026-11-01", to: "2026-11-02", source: id, ...values };
}

/** Records as JSON lines. */
export const jsonLines = (records: readonly object[]): string =>
  records.map((one) => `${JSON.stringify(one)}\n`).join("");

/** What was read, and what was put aside. */
export interface ReadForTest extends Pick<Usage, "counts" | "sums" | "missing"> {
  readonly aside: readonly Readonly<Record<string, unknown>>[];
}

/** A directory that usage is read in. */
export class UsageDirectory {
  readonly path = mkdtempSync(join(tmpdir(), "tenantry-usage-test-"));

  /** Puts files there, in the place of all others. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    rmSync(join(this.path, "usage"), { recursive: true, force: true });
    mkdirSync(join(this.path, "usage"));
    for (const [name, text] of Object.entries(files)) {
      const file = join(this.path, "usage", name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** Reads what is there; `use` may do more with it before it is closed. */
  async read(billed: readonly BilledManifest[] = [], use?: (usage: Usage) => Promise<void>): Promise<ReadForTest> {
    const usage = await readUsage({
      path: join(this.path, "usage"),
      stateDirectory: join(this.path, "state"),
      use: billedUse,
      billed,
    });
    try {
      const file = join(this.path, "aside.jsonl");
      await usage.writeQuarantine(file);
      const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
      await use?.(usage);
      const aside = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
      return { counts: usage.counts, sums: usage.sums, missing: usage.missing, aside };
    } finally {
      usage.close();
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
