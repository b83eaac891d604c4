import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import {
  databaseDemand,
  databaseEntitlements,
  databaseFeatures,
  databaseOrder,
} from "../../../../../components/paas/database/order.ts";
import { clusterNameRule, planDatabases } from "../../../../../components/paas/database/plan.ts";
import { platformUse } from "../../../../../components/paas/database/platformUse.ts";
import type { EnvironmentPartContext } from "../../../../../components/paas/partContext.ts";
import { environmentPlan } from "../../../../helpers/environmentPlan.ts";
import { kubernetesCell } from "../../../../helpers/kubernetesCell.ts";

const orderSchema = z.strictObject(databaseOrder);
const featuresSchema = z.strictObject(databaseFeatures);

const hosting = {
  volumes: { provisioner: "ebs.csi.aws.com" },
  databases: { operator: "system:serviceaccount:postgres-system:manager", snapshotClass: "snapshots" },
};

const context: EnvironmentPartContext = {
  owner: ["globex", "apps"],
  cell: kubernetesCell(hosting),
  environments: [environmentPlan("prod"), environmentPlan("staging")],
  isolation: "bridge",
  state: "active",
  maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
};
const single = { instances: 1, vcpu: 0.5, memoryGiB: 1 };
const triple = { instances: 3, vcpu: 2, memoryGiB: 8, backup: { everyHours: 24 } };

interface Case {
  readonly database?: object | undefined;
  readonly tier?: object | undefined;
  readonly nodes?: "shared" | "own";
  readonly spread?: "none" | "nodes" | "zones";
  readonly context?: Partial<EnvironmentPartContext>;
}

function plan(given: Case) {
  const database = "database" in given ? given.database : { storageGiB: 50 };
  const tier = "tier" in given ? given.tier : single;
  const features = featuresSchema.parse(tier === undefined ? {} : { database: tier });
  const { nodes = "shared", spread = "none" } = given;
  const order = orderSchema.parse(database === undefined ? {} : { database });
  return planDatabases({ ...context, ...given.context }, order, { ...features, nodes, spread });
}

describe("planning databases", () => {
  test("decides every name and size, in each environment", () => {
    const common = {
      version: 17,
      storageGiB: 50,
      instances: 1,
      vcpu: 0.5,
      memoryGiB: 1,
      spread: "none",
      operatorNamespace: "postgres-system",
      hibernated: false,
    };
    expect(plan({})).toEqual({
      plan: {
        databases: [
          { environment: "prod", cluster: "globex--apps--prod", ...common },
          { environment: "staging", cluster: "globex--apps--staging", ...common },
        ],
      },
      claims: [
        { type: "capacity", resource: "vcpu", amount: 1, path: ["database"] },
        { type: "capacity", resource: "memoryGiB", amount: 2, path: ["database"] },
        { type: "capacity", resource: "storageGiB", amount: 100, path: ["database"] },
        { type: "capacity", resource: "pods", amount: 2, path: ["database"] },
      ],
      problems: [],
    });
  });

  test("has what the tier switches on, where it is ordered, on the tenant's own nodes", () => {
    const database = { storageGiB: 20, environments: ["staging"], version: 18 };
    expect(plan({ database, tier: triple, nodes: "own", spread: "zones" })).toEqual({
      plan: {
        databases: [
          {
            environment: "staging",
            cluster: "globex--apps--staging",
            version: 18,
            storageGiB: 20,
            instances: 3,
            vcpu: 2,
            memoryGiB: 8,
            spread: "zones",
            ownNodesOf: "globex",
            operatorNamespace: "postgres-system",
            backup: { schedule: "0 0 1 * * *", snapshotClass: "snapshots" },
            hibernated: false,
          },
        ],
      },
      claims: [
        { type: "capacity", resource: "vcpu", amount: 6, path: ["database"], pool: "own" },
        { type: "capacity", resource: "memoryGiB", amount: 24, path: ["database"], pool: "own" },
        { type: "capacity", resource: "storageGiB", amount: 60, path: ["database"] },
        { type: "capacity", resource: "pods", amount: 3, path: ["database"], pool: "own" },
      ],
      problems: [],
    });
  });

  test("keeps a cluster's name and what it was made with from tier to tier", () => {
    const ways = [
      { tier: single },
      { tier: { ...single, backup: { everyHours: 168 } } },
      { tier: triple, nodes: "own" },
    ];
    const kept = ways.map((way) => {
      return plan(way as Case).plan.databases.map(({ cluster, version, storageGiB }) => [cluster, version, storageGiB]);
    });
    expect(kept).toEqual([kept[0], kept[0], kept[0]]);
    expect(kept[0]).toEqual([
      ["globex--apps--prod", 17, 50],
      ["globex--apps--staging", 17, 50],
    ]);
  });

  test("keeps the volumes of a suspended tenant and no pods", () => {
    const active = plan({}).plan.databases;
    const suspended = plan({ context: { state: "suspended" } });
    expect(suspended.plan.databases).toEqual(active.map((database) => ({ ...database, hibernated: true })));
    expect(suspended.claims).toEqual(plan({}).claims);
  });

  test("asks nothing of a tier, a cell or a window where no database is ordered", () => {
    const maintenance = { window: "Sun 02:00-02:01", timeZone: "UTC" };
    const none = plan({ database: undefined, tier: undefined, context: { cell: kubernetesCell({}), maintenance } });
    expect(none).toEqual({ plan: { databases: [] }, claims: [], problems: [] });
  });

  test("asks nothing of a window, nor of snapshots, where no backups are promised", () => {
    const maintenance = { window: "Sun 02:00-02:01", timeZone: "UTC" };
    const bare = kubernetesCell({ ...hosting, databases: {} });
    const { plan: planned, problems } = plan({ context: { cell: bare, maintenance } });
    expect(problems).toEqual([]);
    expect(planned.databases[0]).toMatchObject({ operatorNamespace: "cnpg-system" });
    expect(planned.databases[0]).not.toHaveProperty("backup");
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
          path: ["database"],
          message: "The tier has no database.",
          fix: "Choose a tier with a database, or order none.",
        },
      ],
    ],
    [
      "the cell has no operator",
      { context: { cell: kubernetesCell({ ...hosting, databases: undefined }) } },
      [
        {
          concern: "cell",
          path: ["database"],
          message: 'The cell "eu-shared-1" has no operator of databases (databases).',
          fix: "Choose another cell, or set it where the cluster has it, or order no database.",
        },
      ],
    ],
    [
      "the cell has no volumes",
      { context: { cell: kubernetesCell({ ...hosting, volumes: undefined }) } },
      [
        {
          concern: "cell",
          path: ["database"],
          message: 'The cell "eu-shared-1" does not say how volumes are made (volumes).',
          fix: "Choose another cell, or set it where the cluster has it, or order no database.",
        },
      ],
    ],
    [
      "the cell has no snapshots for promised backups",
      { tier: triple, context: { cell: kubernetesCell({ ...hosting, databases: {} }) } },
      [
        {
          concern: "cell",
          path: ["database"],
          message:
            'The cell "eu-shared-1" has no class of snapshots (databases.snapshotClass), which the tier\'s backups need.',
          fix: "Choose another cell, or set it where the cluster has it, or order no database.",
        },
      ],
    ],
    [
      "an environment stands twice",
      { database: { storageGiB: 5, environments: ["prod", "prod"] } },
      [
        {
          concern: "name",
          path: ["database", "environments", 1],
          message: 'The environment "prod" is ordered twice.',
          fix: "Remove one of the two.",
        },
      ],
    ],
    [
      "there is no such environment",
      { database: { storageGiB: 5, environments: ["prod", "stagign", "live"] } },
      [
        {
          concern: "name",
          path: ["database", "environments", 1],
          message: 'There is no environment "stagign".',
          allowed: "prod, staging",
          fix: 'Did you mean "staging"?',
        },
        {
          concern: "name",
          path: ["database", "environments", 2],
          message: 'There is no environment "live".',
          allowed: "prod, staging",
          fix: "Choose one of these, or add it to environments.",
        },
      ],
    ],
    [
      "too little of the window is the same in UTC",
      { tier: triple, context: { maintenance: { window: "Sun 02:00-03:00", timeZone: "Europe/Berlin" } } },
      [
        {
          concern: "tier",
          path: ["database"],
          message:
            "In UTC, which backups are scheduled by, too little of the maintenance window Sun 02:00-03:00 (Europe/Berlin) is the same in summer and in winter.",
          allowed: "windows of at least 90 minutes in this time zone",
          fix: "Make maintenance.window longer.",
        },
      ],
    ],
  ])("%s", (_, given, problems) => {
    expect(plan(given)).toEqual({ plan: { databases: [] }, claims: [], problems });
  });

  test("all at once", () => {
    const database = { storageGiB: 5, environments: ["live"] };
    const { problems } = plan({ database, tier: undefined, context: { cell: kubernetesCell({}) } });
    expect(problems.map(({ concern }) => concern)).toEqual(["name", "tier", "cell", "cell"]);
  });
});

describe("what a database uses of its environment", () => {
  const [prod] = plan({ tier: triple }).plan.databases;
  if (prod === undefined) throw new Error("no database is planned");
  const largest = { cpuMillis: 2000, memoryMiB: 8192, volumeGiB: 50 };
  const objects = {
    "count/secrets": 5,
    "count/services": 3,
    "count/persistentvolumeclaims": 3,
    "count/jobs.batch": 3,
  };

  test("is that of its instances and of one job beside them", () => {
    expect(platformUse(prod)).toEqual({
      cpuMillis: 8000,
      memoryMiB: 32_768,
      storageGiB: 150,
      pods: 4,
      largest,
      objects,
    });
  });

  test("is its storage alone while it is hibernated", () => {
    const use = platformUse({ ...prod, hibernated: true });
    expect(use).toEqual({ cpuMillis: 0, memoryMiB: 0, storageGiB: 150, pods: 0, largest, objects });
  });
});

describe("an order of a database", () => {
  const environments = ["prod", "staging", "development"];

  test.each([
    [{}, 0],
    [{ database: { storageGiB: 10 } }, 30],
    [{ database: { storageGiB: 10, environments: ["prod"] } }, 10],
  ])("%j comes to %d GiB over three environments", (order, amount) => {
    expect(databaseDemand({ ...orderSchema.parse(order), environments })).toEqual({
      databaseStorageGiB: { amount, path: ["database"] },
    });
  });

  test("is granted nothing by a tier that says nothing", () => {
    expect(z.strictObject(databaseEntitlements).parse({})).toEqual({ databaseStorageGiB: 0 });
    expect(featuresSchema.parse({})).toEqual({});
  });

  test.each([[15], [19], ["17"], [17.5]])("is not of version %j", (version) => {
    expect(orderSchema.safeParse({ database: { storageGiB: 10, version } }).success).toBe(false);
  });
});

describe("a tier's database", () => {
  const takes = (database: object): boolean => featuresSchema.safeParse({ database }).success;

  test("of one instance is backed up at most once a day", () => {
    expect(takes({ ...single, backup: { everyHours: 12 } })).toBe(false);
    expect(takes({ ...single, backup: { everyHours: 24 } })).toBe(true);
    expect(takes({ ...triple, backup: { everyHours: 6 } })).toBe(true);
  });

  test("has one instance or three, and is backed up by hours that make whole days or a week", () => {
    expect(takes({ ...single, instances: 2 })).toBe(false);
    expect(takes({ ...triple, backup: { everyHours: 7 } })).toBe(false);
  });
});

describe("a cluster's name", () => {
  const identifier = (maximum: number) =>
    fc.stringMatching(/^[a-z](?:-?[a-z0-9])*$/).filter((text) => text.length <= maximum);
  const owner = fc.tuple(identifier(40), identifier(30), identifier(30));
  const nameOf = ([tenant, subscription, environment]: [string, string, string]): string | undefined => {
    const environments = [environmentPlan(environment)];
    return plan({ context: { owner: [tenant, subscription], environments } }).plan.databases[0]?.cluster;
  };

  test("is one that CloudNativePG takes, with room for the longest name that it makes of one", () => {
    fc.assert(
      fc.property(owner, (parts) => {
        const name = nameOf(parts) ?? "";
        expect(name).toMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);
        expect(`${name}-999-snapshot-recovery`.length).toBeLessThanOrEqual(63);
      }),
    );
  });

  test("is another for each environment of each subscription of each tenant", () => {
    fc.assert(
      fc.property(fc.uniqueArray(owner, { selector: (parts) => parts.join(), maxLength: 20 }), (owners) => {
        expect(new Set(owners.map(nameOf)).size).toBe(owners.length);
      }),
    );
  });

  test("ends in a digest where it would be too long", () => {
    const name = nameOf(["t".repeat(40), "s".repeat(30), "e".repeat(30)]) ?? "";
    expect(name).toHaveLength(clusterNameRule.maximumLength);
    expect(name).toMatch(/^t{26}---[a-z2-7]{12}$/);
  });
});
