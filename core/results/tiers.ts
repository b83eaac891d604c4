import { z } from "zod";

import { meterPrice } from "./meterPrice.ts";

const amount = z.number().describe("An amount in the currency's main unit.");

/** One tier version as it is compared with others. */
export const tierEntry = z.strictObject({
  name: z.string(),
  version: z.int(),
  summary: z.string(),
  isolation: z.enum(["silo", "bridge", "pool"]),
  rings: z.array(z.string()).describe("The rings whose unpinned subscriptions follow this version."),
  price: z.strictObject({
    monthly: amount,
    currency: z.string(),
    meters: z.array(meterPrice.extend({ meter: z.string() })),
    suspendedPercent: z.number().describe("How much of the flat price is billed while a tenant is suspended."),
  }),
  support: z.strictObject({
    plan: z.string(),
    hours: z.string(),
    schedule: z
      .strictObject({ days: z.array(z.string()), from: z.string(), to: z.string(), timeZone: z.string() })
      .optional(),
    firstResponseMinutes: z.strictObject({ critical: z.int(), high: z.int(), normal: z.int() }),
  }),
  sla: z.strictObject({
    availability: z.number(),
    rpoHours: z.number(),
    rtoHours: z.number(),
    credits: z.array(z.strictObject({ below: z.number(), percent: z.number() })).optional(),
    maintenanceExcluded: z.boolean().optional(),
  }),
  entitlements: z.record(z.string(), z.unknown()).describe("By the service kind's own names."),
  features: z.record(z.string(), z.unknown()).describe("By the service kind's own names."),
  addOns: z
    .array(z.strictObject({ name: z.string(), version: z.int(), monthly: amount, currency: z.string() }))
    .describe("The add-ons that it may be had with."),
  moves: z
    .array(z.strictObject({ to: z.string(), when: z.enum(["immediate", "at-renewal", "needs-approval"]) }))
    .describe("The tiers that a subscription may move to."),
  state: z
    .enum(["draft", "published", "deprecated", "retired"])
    .describe("Where the version is in its life, on the day of the command."),
  deprecated: z.string().optional().describe("The first day of its deprecation."),
  retired: z.string().optional().describe("The first day on which no subscription may run on it."),
  successor: z.string().optional(),
});

/** One tier version as it is compared with others. */
export type TierEntry = z.infer<typeof tierEntry>;

const serviceTiers = z.strictObject({
  service: z.string(),
  title: z.string().describe("What people call the service."),
  tiers: z.array(tierEntry).describe("The cheapest first."),
});

/** The tiers of one service side by side. */
export type ServiceTiers = z.infer<typeof serviceTiers>;

/** The `--json` document of `tiers`. */
export const tiersDocument = z.strictObject({ verb: z.literal("tiers"), services: z.array(serviceTiers) });

/** The `--json` document of `tiers`. */
export type TiersDocument = z.infer<typeof tiersDocument>;
