import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { backupFeatures } from "../../../../../components/iaas/backup/order.ts";
import { planBackup, type BackupPlan } from "../../../../../components/iaas/backup/plan.ts";
import type { PartContext, PartPlan } from "../../../../../components/shared/partContext.ts";
import { partContext } from "../../../../helpers/partContext.ts";

const featuresSchema = z.strictObject(backupFeatures);
const daily = { schedule: "daily", retentionDays: 35 };
const context: PartContext = {
  estateName: "msp",
  owner: ["acme", "web"],
  isolation: "silo",
  state: "active",
  maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
  contacts: { technical: "ops@acme.example", billing: "bills@acme.example", security: "sec@acme.example" },
  residency: undefined,
  cell: {
    id: "eu",
    target: "aws",
    region: "eu-central-1",
    accountId: "111122223333",
    zones: ["eu-central-1a"],
    supernet: "10.0.0.0/8",
    limits: partContext().cell.limits,
  },
  zones: ["a"],
};

/** The plan in a cell with a region for copies, or in the one that is given. */
function plan(
  tier: object | undefined,
  { copyRegion = "eu-west-1", ...more }: Partial<PartContext> & { copyRegion?: string | undefined } = {},
): PartPlan<{ readonly backup?: BackupPlan }> {
  const cell = copyRegion === "" ? context.cell : { ...context.cell, copyRegion };
  return planBackup({ ...context, cell, ...more }, featuresSchema.parse(tier === undefined ? {} : { backup: tier }));
}

describe("planning backups", () => {
  test("plans none where the tier has none", () => {
    expect(plan(undefined)).toEqual({ plan: {}, claims: [], problems: [] });
  });

  test("decides every name, hour and age", () => {
    expect(plan(daily, { copyRegion: "" })).toEqual({
      plan: {
        backup: {
          accountId: "111122223333",
          vaultName: "acme--web",
          planName: "acme--web",
          roleName: "acme--web--backup",
          restoreRoleName: "acme--web--restore",
          scheduleName: "daily",
          schedule: "cron(0 6 * * ? *)",
          timeZone: "Europe/Berlin",
          startWindowMinutes: 480,
          retentionDays: 35,
          ownTags: {
            tenant: { key: "tenantry:tenant", value: "acme" },
            subscription: { key: "tenantry:subscription", value: "web" },
          },
        },
      },
      claims: [{ type: "capacity", resource: "backupVaults", amount: 1, path: [] }],
      problems: [],
    });
  });

  test("copies where the tier does, and has the vault for it wherever it can be, so that tiers can change", () => {
    const region = { region: "eu-west-1", vaultName: "acme--web" };
    const tier = { ...daily, retentionDays: 400, coldAfterDays: 30, copy: { retentionDays: 90 } };
    expect(plan(tier).plan.backup).toMatchObject({ coldAfterDays: 30, copy: { ...region, retentionDays: 90 } });
    expect(plan(daily).plan.backup?.copy).toEqual(region);
    const residency = { jurisdiction: "EU", regions: ["eu-central-1"] };
    expect(plan(daily, { residency })).toMatchObject({ problems: [], plan: { backup: { retentionDays: 35 } } });
    expect(plan(daily, { residency }).plan.backup?.copy).toBeUndefined();
  });

  test.each([
    ["hourly", "Sun 02:00-04:00", "cron(0 * * * ? *)", 60],
    ["every-4-hours", "Sun 02:00-04:15", "cron(15 2,6,10,14,18,22 * * ? *)", 60],
    ["every-12-hours", "Sun 22:00-00:30", "cron(30 2,14 * * ? *)", 480],
    ["daily", "Sun 22:00-23:45", "cron(45 1 * * ? *)", 480],
    ["weekly", "Sun 21:00-23:00", "cron(0 1 ? * MON *)", 480],
    ["weekly", "Sun 02:00-04:00", "cron(0 6 ? * SUN *)", 480],
    ["daily", "Wed 10:00-09:00", "cron(0 0 * * ? *)", 480],
  ])("%s, after maintenance on %s, is %s within %d minutes", (schedule, window, cron, startWindowMinutes) => {
    const maintenance = { window, timeZone: "Asia/Tokyo" };
    const { backup } = plan({ schedule, retentionDays: 7 }, { maintenance }).plan;
    expect(backup).toMatchObject({ schedule: cron, timeZone: "Asia/Tokyo", startWindowMinutes });
  });
});

describe("backups that cannot be planned", () => {
  const copying = { ...daily, copy: { retentionDays: 30 } };
  const residency = { jurisdiction: "EU", regions: ["eu-central-1", "eu-north-1"] };

  test.each([
    [
      { copyRegion: "" },
      {
        message: 'The tier copies backups into another region, and the cell "eu" has no region for them.',
        fix: "Set the cell's copyRegion, or choose a cell that has one.",
      },
    ],
    [
      { copyRegion: "eu-central-1" },
      {
        message: 'The tier copies backups into another region, and the cell "eu" has its own, eu-central-1, for them.',
        fix: "Set the cell's copyRegion, or choose a cell that has one.",
      },
    ],
    [
      { residency },
      {
        message:
          'The tier copies backups into eu-west-1, the copyRegion of the cell "eu", where data of this tenant may not be: it has to stay under the jurisdiction "EU".',
        allowed: "eu-central-1, eu-north-1",
        fix: "Choose a cell with a copyRegion among these, or a tier without copies.",
      },
    ],
  ])("%j", (where, problem) => {
    expect(plan(copying, where)).toEqual({
      plan: {},
      claims: [],
      problems: [{ concern: "cell", path: [], ...problem }],
    });
  });

  test("copies may go where data may be", () => {
    expect(plan(copying, { residency, copyRegion: "eu-north-1" }).plan.backup?.copy).toEqual({
      region: "eu-north-1",
      vaultName: "acme--web",
      retentionDays: 30,
    });
  });
});

describe("what a tier may say of backups", () => {
  test("cold backups are kept for 90 days more", () => {
    const cold = (retentionDays: number) => {
      return featuresSchema.safeParse({ backup: { ...daily, retentionDays, coldAfterDays: 30 } });
    };
    expect(cold(120).success).toBe(true);
    expect(cold(119).error?.issues).toEqual([
      expect.objectContaining({
        path: ["backup", "coldAfterDays"],
        message: "backups that become cold are kept for 90 days more at least",
      }),
    ]);
  });

  test.each([{ retentionDays: 0 }, { schedule: "monthly" }, { copy: {} }])("%j is refused", (wrong) => {
    expect(featuresSchema.safeParse({ backup: { ...daily, ...wrong } }).success).toBe(false);
  });
});
