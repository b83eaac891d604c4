import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import {
  databaseDemand,
  databaseEntitlements,
  databaseFeatures,
  databaseOrder,
  databaseStorageDemand,
} from "../../../../../components/iaas/database/order.ts";
import { planDatabases, type DatabasesPlan } from "../../../../../components/iaas/database/plan.ts";
import type { PartContext, PartPlan } from "../../../../../components/shared/partContext.ts";
import { partContext } from "../../../../helpers/partContext.ts";

const orderSchema = z.strictObject(databaseOrder);
const featuresSchema = z.strictObject(databaseFeatures);

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
    zones: ["eu-central-1a", "eu-central-1b"],
    supernet: "10.0.0.0/8",
    limits: partContext().cell.limits,
  },
  zones: ["a", "b"],
};
const sizes = {
  small: { instanceType: "db.t4g.small", vcpu: 2, memoryGiB: 2 },
  large: { instanceType: "db.m7g.large", vcpu: 2, memoryGiB: 8 },
};
const main = { name: "main", engine: "postgres-17", size: "large", storageGiB: 50 };

interface Case {
  readonly databases?: readonly object[];
  readonly tier?: object | undefined;
  readonly dataSubnets?: boolean;
  readonly context?: Partial<PartContext>;
}

function plan({ databases = [main], dataSubnets = true, ...other }: Case): PartPlan<DatabasesPlan> {
  const tier = "tier" in other ? other.tier : { sizes, backupRetentionDays: 7 };
  const features = featuresSchema.parse(tier === undefined ? {} : { database: tier });
  return planDatabases({ ...context, ...other.context }, orderSchema.parse({ databases }), features, dataSubnets);
}

describe("planning databases", () => {
  test("decides every name, size and window, with safe defaults", () => {
    expect(plan({})).toEqual({
      plan: {
        databases: [
          {
            name: "main",
            identifier: "acme-0-web-0-main",
            engine: "postgres-17",
            instanceType: "db.m7g.large",
            storageGiB: 50,
            multiZone: false,
            backupRetentionDays: 7,
            backupWindow: "02:30-03:00",
            maintenanceWindow: "sun:01:00-sun:02:00",
            deletionProtection: true,
            subnetGroupName: "acme-0-web-0-main",
            parameterGroupName: "acme-0-web-0-main-0-postgres17",
            securityGroupName: "acme--web--main--database",
            finalSnapshotName: "acme-0-web-0-main-0-final",
            reachable: true,
          },
        ],
      },
      claims: [{ type: "capacity", resource: "databases", amount: 1, path: ["databases"] }],
      problems: [],
    });
  });

  test("has what the tier switches on", () => {
    const tier = {
      sizes,
      backupRetentionDays: 35,
      multiZone: true,
      deletionProtection: false,
      insights: "advanced",
      logRetentionDays: 90,
    };
    const mysql = { name: "shop", engine: "mysql-8.4", size: "large", storageGiB: 20, maximumStorageGiB: 100 };
    expect(plan({ databases: [main, mysql], tier }).plan.databases[1]).toEqual({
      name: "shop",
      identifier: "acme-0-web-0-shop",
      engine: "mysql-8.4",
      instanceType: "db.m7g.large",
      storageGiB: 20,
      maximumStorageGiB: 100,
      multiZone: true,
      backupRetentionDays: 35,
      backupWindow: "02:30-03:00",
      maintenanceWindow: "sun:01:00-sun:02:00",
      deletionProtection: false,
      insights: "advanced",
      logRetentionDays: 90,
      subnetGroupName: "acme-0-web-0-shop",
      parameterGroupName: "acme-0-web-0-shop-0-mysql8-4",
      securityGroupName: "acme--web--shop--database",
      finalSnapshotName: "acme-0-web-0-shop-0-final",
      reachable: true,
    });
  });

  test("keeps a suspended tenant's databases as they are, and nobody can connect", () => {
    const [active] = plan({}).plan.databases;
    expect(plan({ context: { state: "suspended" } }).plan.databases).toEqual([{ ...active, reachable: false }]);
  });

  test("puts the daily backup beside the longest maintenance window", () => {
    const maintenance = { window: "Wed 12:00-11:00", timeZone: "UTC" };
    expect(plan({ context: { maintenance } }).plan.databases[0]).toMatchObject({
      maintenanceWindow: "wed:12:00-thu:00:00",
      backupWindow: "00:30-01:00",
    });
  });

  test("asks nothing of a tier or a window where no database is ordered", () => {
    const maintenance = { window: "Sun 02:00-02:01", timeZone: "UTC" };
    const none = plan({ databases: [], tier: undefined, dataSubnets: false, context: { maintenance, zones: ["a"] } });
    expect(none).toEqual({ plan: { databases: [] }, claims: [], problems: [] });
  });
});

describe("databases that cannot be planned", () => {
  test.each<[string, Case, object[]]>([
    [
      "the tier has none",
      { tier: undefined },
      [
        {
          concern: "tier",
          path: ["databases"],
          message: "The tier has no databases.",
          fix: "Choose a tier with databases, or order none.",
        },
      ],
    ],
    [
      "the tier has no such size",
      { databases: [{ ...main, size: "larg" }] },
      [
        {
          concern: "tier",
          path: ["databases", 0, "size"],
          message: 'The tier has no databases of the size "larg".',
          allowed: "small, large",
          fix: 'Did you mean "large"?',
        },
      ],
    ],
    [
      "MySQL is on too small a machine for what the tier records",
      {
        databases: [{ ...main, engine: "mysql-8.4", size: "small" }],
        tier: { sizes, backupRetentionDays: 1, insights: "standard" },
      },
      [
        {
          concern: "tier",
          path: ["databases", 0, "size"],
          message:
            'The database "main" of the size "small" (db.t4g.small) cannot record its load, as the tier has it: AWS does not offer that with MySQL on so small a machine.',
          fix: "Choose a larger size, or PostgreSQL.",
        },
      ],
    ],
    [
      "the tier spans one zone",
      { context: { zones: ["a"] } },
      [
        {
          concern: "tier",
          path: ["databases"],
          message: "Databases need subnets for data in two zones, and the tier spans one zone with such subnets.",
          fix: "Choose a tier with data subnets over two zones or more, or an add-on with a further zone, or order no databases.",
        },
      ],
    ],
    [
      "the tier has no data subnets",
      { dataSubnets: false },
      [
        {
          concern: "tier",
          path: ["databases"],
          message: "Databases need subnets for data in two zones, and the tier spans 2 zones without such subnets.",
          fix: "Choose a tier with data subnets over two zones or more, or an add-on with a further zone, or order no databases.",
        },
      ],
    ],
    [
      "the maintenance window is too short in UTC",
      { context: { maintenance: { window: "Sun 02:00-03:00", timeZone: "Europe/Berlin" } } },
      [
        {
          concern: "tier",
          path: ["databases"],
          message:
            "In UTC, which databases are maintained by, too little of the maintenance window Sun 02:00-03:00 (Europe/Berlin) is the same in summer and in winter.",
          allowed: "windows of at least 90 minutes in this time zone",
          fix: "Make maintenance.window longer.",
        },
      ],
    ],
    [
      "one is ordered twice and grows to less than it has",
      { databases: [main, { ...main, maximumStorageGiB: 50 }] },
      [
        {
          concern: "name",
          path: ["databases", 1, "name"],
          message: 'The database "main" is ordered twice.',
          fix: "Remove one of the two, or give it another name.",
        },
        {
          concern: "tier",
          path: ["databases", 1, "maximumStorageGiB"],
          message: "The storage may grow to 50 GiB and begins with 50 GiB.",
          allowed: "more than 50",
          fix: "Raise it, or leave it out: then the storage does not grow by itself.",
        },
      ],
    ],
  ])("because %s", (_reason, wrong, problems) => {
    expect(plan(wrong)).toEqual({ plan: { databases: [] }, claims: [], problems });
  });

  test("PostgreSQL is recorded on small machines too, and MySQL runs there where nothing is recorded", () => {
    const tier = { sizes, backupRetentionDays: 1, insights: "standard" };
    expect(plan({ databases: [{ ...main, size: "small" }], tier }).problems).toEqual([]);
    expect(plan({ databases: [{ ...main, engine: "mysql-8.4", size: "small" }] }).problems).toEqual([]);
  });
});

describe("what databases come to", () => {
  test("is their number, and their storage as large as it may grow", () => {
    const order = orderSchema.parse({ databases: [main, { ...main, name: "b", maximumStorageGiB: 200 }] });
    expect(databaseDemand(order)).toEqual({ databases: { amount: 2, path: ["databases"] } });
    expect(databaseStorageDemand(order)).toEqual({ amount: 250, path: ["databases"] });
  });

  test("is nothing by default, and nothing is granted by default", () => {
    expect(orderSchema.parse({})).toEqual({ databases: [] });
    expect(featuresSchema.parse({})).toEqual({});
    expect(z.strictObject(databaseEntitlements).parse({})).toEqual({ databases: 0 });
  });

  test.each([{ storageGiB: 19 }, { storageGiB: 65_537 }, { engine: "postgres-9" }, { maximumStorageGiB: 70_000 }])(
    "%j is refused",
    (wrong) => {
      expect(orderSchema.safeParse({ databases: [{ ...main, ...wrong }] }).success).toBe(false);
    },
  );
});
