import { z } from "zod";

import { cellSchema } from "./cell.ts";
import { apiVersion, calendarDay, currencyCode, jurisdiction, partName, regionName, serviceName } from "./fields.ts";
import { fleetSettings } from "./fleet.ts";
import { policySettings } from "./policies.ts";
import { tenantDefaults } from "./tenant.ts";

const targetMode = z
  .enum(["sandbox", "real"])
  .describe("sandbox simulates the target on this machine; real uses the provider that Pulumi downloads.");

const freeze = z
  .strictObject({
    from: calendarDay.describe("The first day, by each tenant's own calendar."),
    to: calendarDay.describe("The last day; it is frozen too."),
    reason: z.string().min(1).max(200).describe("Why, for those who wait."),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "a freeze ends on the day it begins, or later" });

const moneySettings = z.strictObject({
  marginFloorPercent: z
    .number()
    .min(-1000)
    .max(100)
    .optional()
    .describe(
      "The least margin of a tenant in per cent of its price, by expected costs; below it the policy money/margin-floor finds something. Every margin will do when absent.",
    ),
  unprofitableTiers: z
    .enum(["warning", "error"])
    .default("warning")
    .describe("How bad it is that a tier costs more than its price when all that it grants is used (TEN275)."),
});

/** The estate: who the provider is, where tenants land, and where state is kept. */
export const estateSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Estate"),
  metadata: z.strictObject({
    name: partName
      .refine((name) => !/^(?:xn$|sthree-|amzn-s3-demo)/.test(name), "S3 reserves names that begin so; choose another")
      .describe("A short name of the provider; part of names that must be unique in the world."),
    displayName: z.string().min(1).max(100).describe("The provider's name, for people."),
  }),
  spec: z.strictObject({
    currency: currencyCode.describe("The currency of the catalogue's prices."),
    regions: z.array(regionName).min(1).describe("The regions in which the provider sells."),
    backend: z
      .strictObject({
        url: z
          .string()
          .regex(
            /^(?:file|s3|gs|azblob|postgres|https):\/\//,
            "a backend URL starts with file://, s3://, gs://, azblob://, postgres:// or https://",
          )
          .meta({
            description: "Where Pulumi keeps state; a file path is relative to the estate.",
            examples: ["s3://northwind-state"],
          }),
      })
      .describe("Where state is kept.")
      .default({ url: "file://.tenantry/state" }),
    secrets: z
      .strictObject({
        provider: z
          .string()
          .regex(
            /^(?:passphrase|default|(?:awskms|azurekeyvault|gcpkms|hashivault):\/\/.+)$/,
            "a secrets provider is passphrase, default, or a URL such as awskms://alias/tenantry",
          )
          .meta({
            description: "How Pulumi encrypts secrets in state.",
            examples: ["passphrase", "awskms://alias/tenantry"],
          }),
      })
      .describe("How secrets are kept.")
      .default({ provider: "passphrase" }),
    targets: z.strictObject({ aws: targetMode, kubernetes: targetMode }).describe("What each target is."),
    cells: z.array(cellSchema).min(1).describe("Where tenants land."),
    jurisdictions: z
      .record(jurisdiction, z.array(regionName).min(1))
      .default({})
      .describe("The regions in which data stays under a jurisdiction; a tenant's residency names one."),
    trail: z
      .strictObject({
        directory: z
          .string()
          .min(1)
          .meta({
            description:
              "Where the audit trail is kept: a path, relative to the estate. It has to outlive the machine that runs the verbs.",
            examples: [".tenantry/audit", "/mnt/audit/northwind"],
          }),
      })
      .prefault({ directory: ".tenantry/audit" })
      .describe("The audit trail: who ran what on which tenant."),
    fleet: fleetSettings.prefault({}).describe("How runs over many tenants go about it."),
    freezes: z
      .array(freeze)
      .max(100)
      .default([])
      .describe("Days on which nothing planned happens: no maintenance window that touches one is used."),
    policies: policySettings.prefault({}).describe("How the policy rules are enforced."),
    money: moneySettings.prefault({}).describe("What the provider wants to earn."),
    defaults: z
      .strictObject({
        tenant: tenantDefaults.prefault({}).describe("What tenants' manifests need not repeat."),
        services: z
          .record(serviceName, z.record(z.string(), z.unknown()))
          .default({})
          .describe("By service kind: what subscriptions' specs need not repeat."),
      })
      .prefault({})
      .describe("The first layer of every tenant; tier, add-ons and manifest come on top, in this order."),
  }),
});

/** The estate file after the first pass. */
export type EstateManifest = z.infer<typeof estateSchema>;
