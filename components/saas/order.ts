import { z } from "zod";

import type { Demand } from "../../core/kinds/serviceKind.ts";
import { partName } from "../../core/schema/fields.ts";
import { image } from "../paas/applications/image.ts";
import { applicationsFeatures, leastOfPod } from "../paas/applications/order.ts";
import { databaseFeatures, largestDatabaseGiB } from "../paas/database/order.ts";
import { environmentFeatures } from "../paas/environment/order.ts";
import { hostName } from "../paas/routes/order.ts";
import { secretName } from "../paas/secretName.ts";
import { unprotectedField } from "../shared/unprotected.ts";

/** The most that all keys and values of a configuration come to, in characters: records are kept where objects are small. */
const largestConfiguration = 16_384;

const configuration = z
  .record(
    z
      .string()
      .regex(
        /^[A-Za-z][A-Za-z0-9._-]{0,62}$/,
        "a setting's name begins with a letter and has letters, digits, ., _ and -",
      ),
    z
      .string()
      .max(4096)
      .regex(/^[^\0]*$/, "a setting's value has no NUL character"),
  )
  .refine((settings) => Object.keys(settings).length <= 50, "a tenant has at most 50 settings")
  .refine(
    (settings) => Object.entries(settings).flat().join("").length <= largestConfiguration,
    `all settings together have at most ${String(largestConfiguration)} characters`,
  );

/** What a subscription of an application orders. */
export const saasOrder = z.strictObject({
  channel: partName.default("stable").meta({
    description: "The release channel whose version the tenant gets; one that the tier offers.",
    examples: ["stable"],
  }),
  hosts: z
    .array(hostName)
    // A route has at most 16 hostnames (Gateway API v1.6, HTTPRoute).
    .max(16)
    .default([])
    .describe(
      "Hosts of the tenant's own at which the application answers for it, by HTTPS alone. Their names in DNS are the customer's to set.",
    ),
  path: partName.optional().meta({
    description:
      "What the tenant's paths begin with at the host that the pool's tenants share, in tiers that have one: `acme` for https://<host>/acme.",
    examples: ["acme"],
  }),
  users: z.int().min(1).max(1_000_000).default(1).describe("How many users the tenant may have."),
  storageGiB: z
    .int()
    .min(1)
    .max(largestDatabaseGiB)
    .default(1)
    .describe("How much data the tenant may keep, in GiB. It can grow and never shrink."),
  configuration: configuration.default({}).meta({
    description:
      "Settings of the application for this tenant. Whoever sees the manifest sees them: passwords belong into `secrets`.",
    examples: [{ language: "en" }],
  }),
  secrets: z
    .array(secretName)
    .max(20)
    .default([])
    .meta({
      description:
        "Names of secrets that the application gets for this tenant, never their values. With a namespace of the tenant's own they are secrets there, whose entries are variables; in a pool the application looks each up in the provider's own store, below the tenant's and the subscription's name.",
      examples: [["mail"]],
    }),
  unprotected: unprotectedField(
    "`data` for the tenant's rows in a pool, `databases/prod` for a database of the tenant's own",
    "data",
  ),
});

/** What a subscription of an application orders. */
export type SaasOrder = z.output<typeof saasOrder>;

/** What is granted of an application. */
export const saasEntitlements = z.strictObject({
  users: z.int().min(1).max(1_000_000).describe("How many users a tenant may have."),
  storageGiB: z.int().min(1).max(largestDatabaseGiB).describe("How much data a tenant may keep, in GiB."),
  hosts: z.int().min(0).max(16).default(0).describe("How many hosts of its own a tenant may have."),
});

/** What is granted of an application. */
export type SaasEntitlements = z.output<typeof saasEntitlements>;

const channels = z
  .record(
    partName,
    z.strictObject({
      version: z
        .string()
        .regex(/^[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}$/, "a version looks like 4.2.0")
        .meta({ description: "The version, as people call it.", examples: ["4.2.0"] }),
      image: image.describe("Its image, by tag or digest, from a registry that the cell lets in."),
    }),
  )
  .refine((all) => Object.keys(all).length > 0, "a tier offers one channel at least")
  .refine((all) => Object.keys(all).length <= 5, "a tier offers at most five channels");

const pods = z.strictObject({
  vcpu: z
    .number()
    .min(leastOfPod.vcpuMillis / 1000)
    .max(64)
    .multipleOf(0.001)
    .describe("Processors of each pod."),
  memoryMiB: z.int().min(leastOfPod.memoryMiB).max(524_288).describe("Memory of each pod in MiB."),
  minimum: z.int().min(1).max(100).default(1).describe("How many pods run at least."),
  maximum: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe("How many pods may run under load, with autoscaling; the minimum when absent."),
});

const pool = z
  .strictObject({
    tenants: z.int().min(1).max(1000).describe("How many tenants it is made for: each bears that part of it."),
    storageGiB: z.int().min(1).max(largestDatabaseGiB).describe("The storage of its database in GiB."),
    domain: hostName.optional().meta({
      description:
        "The domain below which each cell's pool has a host that its tenants share, `<cell>.<domain>`; without it tenants have hosts of their own alone.",
      examples: ["notes.northwind.example"],
    }),
    window: z
      .string()
      .default("Sun 02:00-04:00")
      .describe("When the pool's database is backed up, as a maintenance window in UTC."),
  })
  .describe(
    "What tenants of the isolation pool share in a cell. All versions of the tier that a cell hosts have one database.",
  );

/** What a tier has of an application. */
export const saasFeatures = z.strictObject({
  application: partName.meta({ description: "The application's name.", examples: ["notes"] }),
  channels: channels.describe(
    "The release channels that may be ordered, and what each runs. A new version of the application is a new version of the tier.",
  ),
  port: z
    .int()
    .min(1024, "pods are not root, which ports below 1024 belong to")
    .max(65_535)
    .describe("The port that it answers on, by HTTP."),
  healthPath: z
    .string()
    .max(1024)
    .regex(/^\/[\w\-.~%!$&'()*+,;=:@/?]*$/, "a path begins with / and has the characters of a URL")
    .optional()
    .describe("What is asked for to see whether a pod works; a connection is enough when absent."),
  pods: pods.describe("How large it is: for each tenant, or in a pool for all of them and each version."),
  flags: z
    .record(
      z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, "a flag's name looks like customBranding"),
      z.union([z.boolean(), z.number(), z.string().max(200)]),
    )
    .refine((all) => Object.keys(all).length <= 100, "a tier has at most 100 flags")
    .default({})
    .describe("What the tier switches on in the application."),
  requestsPerMinute: z
    .int()
    .min(1)
    .max(10_000_000)
    .describe("How many requests a minute the application serves a tenant."),
  databaseVersion: z.literal([16, 17, 18]).default(17).describe("The major version of PostgreSQL."),
  pool: pool.optional(),
  ...environmentFeatures,
  ...applicationsFeatures,
  ...databaseFeatures,
});

/** What a tier has of an application. */
export type SaasFeatures = z.output<typeof saasFeatures>;

/** How much of what a tier grants an order comes to. */
export function saasDemand({ users, storageGiB, hosts }: SaasOrder): Readonly<Record<keyof SaasEntitlements, Demand>> {
  return {
    users: { amount: users, path: ["users"] },
    storageGiB: { amount: storageGiB, path: ["storageGiB"] },
    hosts: { amount: hosts.length, path: ["hosts"] },
  };
}
