import { z } from "zod";

import type { Demand } from "../../../core/kinds/serviceKind.ts";
import { partName } from "../../../core/schema/fields.ts";
import { logRetentionDays } from "../../shared/logRetention.ts";
import { engineNames } from "./engines.ts";

/** What gp3 storage may have with PostgreSQL and MySQL (Amazon RDS API Reference, CreateDBInstance, AllocatedStorage). */
export const databaseGiB = { least: 20, most: 65_536 } as const;

const storageGiB = z.int().min(databaseGiB.least).max(databaseGiB.most);

const database = z.strictObject({
  name: partName.describe("The database's name, unique in the subscription; part of its address."),
  engine: z
    .enum(engineNames)
    .describe(
      "The engine and its major version. Minor versions come by themselves, in the maintenance window; another major version is another database.",
    ),
  size: partName.describe("How large its machine is, by a name that the tier has."),
  storageGiB: storageGiB.describe(
    "Its storage in GiB. It can grow and never shrink; what grows by less than a tenth grows by a tenth (Amazon RDS API Reference, ModifyDBInstance).",
  ),
  maximumStorageGiB: storageGiB
    .optional()
    .describe("How far its storage grows by itself when it fills up, in GiB; it does not grow by itself when absent."),
});

/** What is ordered of databases: fields of the spec. */
export const databaseOrder = {
  databases: z
    .array(database)
    .max(40)
    .default([])
    .describe("Relational databases that AWS runs, reached from inside the network alone, by TLS alone."),
};

/** What is ordered of databases. */
export type DatabaseOrder = z.output<z.ZodObject<typeof databaseOrder>>;

/** What a tier has of databases: fields of its features. */
export const databaseFeatures = {
  database: z
    .strictObject({
      sizes: z
        .record(
          partName,
          z.strictObject({
            instanceType: z
              .string()
              .regex(/^db\.[a-z0-9-]+\.[a-z0-9-]+$/, "a database's instance type looks like db.m7g.large")
              .meta({ description: "AWS's name of the size.", examples: ["db.m7g.large"] }),
            vcpu: z.int().min(1).max(1024).describe("Its processors."),
            memoryGiB: z.number().positive().max(32_768).multipleOf(0.5).describe("Its memory in GiB."),
          }),
        )
        .describe("The sizes of databases, by the names that orders use."),
      multiZone: z
        .boolean()
        .default(false)
        .describe("Whether a copy stands by in another zone and takes over; else a database is away with its zone."),
      backupRetentionDays: z
        .int()
        .min(1)
        .max(35)
        .describe(
          "For how many days back a database can be restored to any second (1 to 35: Amazon RDS API Reference, CreateDBInstance; 0, which turns it off, is not sold).",
        ),
      deletionProtection: z
        .boolean()
        .default(true)
        .describe("Whether AWS too refuses to delete a database until the protection is taken away."),
      insights: z
        .enum(["standard", "advanced"])
        .optional()
        .describe(
          "Whether load and slow queries are recorded: standard for 7 days, without a charge; advanced for 15 months, with locks and execution plans, by processor. Not with MySQL on micro and small sizes (Amazon RDS User Guide, Monitoring Amazon RDS databases with CloudWatch Database Insights).",
        ),
      logRetentionDays: logRetentionDays
        .optional()
        .describe(
          "How long the databases' logs are kept, in days that CloudWatch Logs takes; they stay in the database, for days only, when absent.",
        ),
    })
    .optional()
    .describe("Whether databases may be ordered, and how they run."),
};

/** What a tier has of databases. */
export type DatabaseFeatures = z.output<z.ZodObject<typeof databaseFeatures>>;

/** What a tier grants of databases: fields of its entitlements. */
export const databaseEntitlements = {
  databases: z.int().min(0).max(40).default(0).describe("How many databases may be ordered."),
};

/** How much of what a tier grants an order comes to. */
export function databaseDemand({ databases }: DatabaseOrder) {
  return { databases: { amount: databases.length, path: ["databases"] } };
}

/** The storage in GiB that an order comes to, with all databases as large as they may grow; to be added to the other parts' storage. */
export function databaseStorageDemand({ databases }: DatabaseOrder): Demand {
  const amount = databases.reduce(
    (sum, { storageGiB, maximumStorageGiB }) => sum + (maximumStorageGiB ?? storageGiB),
    0,
  );
  return { amount, path: ["databases"] };
}
