import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { planBackup } from "../../../../../components/iaas/backup/plan.ts";
import { planDatabases } from "../../../../../components/iaas/database/plan.ts";
import type { PartContext } from "../../../../../components/shared/partContext.ts";
import { admitWindows } from "../../../../../sandbox/types/aws/databaseWindows.ts";
import { partContext } from "../../../../helpers/partContext.ts";

const context: Omit<PartContext, "maintenance"> = {
  estateName: "msp",
  owner: ["acme", "web"],
  isolation: "silo",
  state: "active",
  contacts: { technical: "ops@acme.example", billing: "bills@acme.example", security: "sec@acme.example" },
  residency: undefined,
  cell: {
    id: "eu",
    target: "aws",
    region: "eu-central-1",
    accountId: "111122223333",
    zones: ["eu-central-1a", "eu-central-1b"],
    supernet: "10.0.0.0/8",
    limits: partContext().cell.limits,
  },
  zones: ["a", "b"],
};
const sizes = { large: { instanceType: "db.m7g.large", vcpu: 2, memoryGiB: 8 } };
const database = { sizes, multiZone: false, backupRetentionDays: 7, deletionProtection: true };
const databases = [{ name: "main", engine: "postgres-17" as const, size: "large", storageGiB: 50 }];

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((numbers) => numbers.map((number) => String(number).padStart(2, "0")).join(":"));
const windows = fc
  .tuple(fc.constantFrom("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), time, time)
  .filter(([, begin, end]) => begin !== end)
  .map(([day, begin, end]) => `${day} ${begin}-${end}`);

/** Minutes since midnight of `01:30`, of each time in a text. */
function minutesOf(text: string): number[] {
  return [...text.matchAll(/(\d\d):(\d\d)/g)].map(([, hour, minute]) => Number(hour) * 60 + Number(minute));
}

/** Minutes that a zone's clocks are ahead of UTC at noon of a day. */
function offsetAt(day: number, timeZone: string): number {
  const parts = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const [local = 0] = minutesOf(new Intl.DateTimeFormat("en", parts).format(day));
  return ((local - 12 * 60 + 36 * 60) % (24 * 60)) - 12 * 60;
}

/** How long after a time of the day another one is. */
function since(earlier: number, later: number): number {
  return (((later - earlier) % 1440) + 1440) % 1440;
}

test("whatever the window and the zone, RDS takes the windows, and backups keep an hour's distance from them", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Intl.supportedValuesOf("timeZone")), windows, (timeZone, window) => {
      const all = { ...context, maintenance: { window, timeZone } };
      const [planned] = planDatabases(all, { databases }, { database }, true).plan.databases;
      const { backup } = planBackup(all, { backup: { schedule: "daily", retentionDays: 7 } }).plan;
      if (planned === undefined) return;
      const { backupWindow, maintenanceWindow } = planned;
      admitWindows({ backupWindow, maintenanceWindow });
      const [minute = NaN, hour = NaN] = (/^cron\((\d+) (\d+) /.exec(backup?.schedule ?? "") ?? [])
        .slice(1)
        .map(Number);
      const [begin = NaN, end = NaN] = minutesOf(maintenanceWindow);
      const [daily = NaN] = minutesOf(backupWindow);
      for (const noon of [Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 6, 15, 12)]) {
        const starts = hour * 60 + minute - offsetAt(noon, timeZone);
        expect(since(begin, starts)).toBeGreaterThanOrEqual(since(begin, end) + 60);
        expect(since(starts, begin)).toBeGreaterThanOrEqual(60);
        expect(since(daily, starts)).toBeGreaterThanOrEqual(90);
      }
    }),
  );
});
