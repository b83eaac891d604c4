import { z } from "zod";

import { quarantineReasons, type QuarantineReason } from "../billing/usage.ts";

const reasons = Object.keys(quarantineReasons) as [QuarantineReason, ...QuarantineReason[]];

/** How many usage records there were. */
export const usageCounts = z.strictObject({
  files: z.int().nonnegative(),
  records: z.int().nonnegative().describe("All, but for lines without anything."),
  repeated: z.int().nonnegative().describe("Those that came again with the same contents, and count once."),
  billed: z.int().nonnegative().describe("Those that an invoice has billed."),
  quarantined: z.int().nonnegative().describe("Those that do not count, and are kept with their reasons."),
  counted: z.int().nonnegative().describe("Those that count and that no invoice has billed."),
});

/** How many usage records there were. */
export type UsageCounts = z.infer<typeof usageCounts>;

/** Usage that does not count. */
export const missingUsage = z.strictObject({
  tenant: z.string().nullable().describe("Null where it cannot be read from the records, as below."),
  subscription: z.string().nullable(),
  meter: z.string().nullable(),
  period: z.string().nullable().describe("The month that they begin in, such as 2026-11."),
  reason: z.enum(reasons),
  records: z.int().nonnegative(),
  quantity: z
    .string()
    .nullable()
    .describe("Together, as decimal text; null where one says no number that can be kept."),
});

/** The `--json` document of `usage check`. */
export const usageDocument = z.strictObject({
  verb: z.literal("usage check"),
  ...usageCounts.shape,
  sums: z.array(
    z.strictObject({
      tenant: z.string(),
      subscription: z.string(),
      meter: z.string(),
      period: z.string().describe("Such as 2026-11, by UTC."),
      quantity: z.string().describe("Decimal text, in the meter's unit."),
      records: z.int().nonnegative(),
    }),
  ),
  missing: z.array(missingUsage),
  quarantine: z.string().nullable().describe("The file with the records that do not count; null where all do."),
});

/** The `--json` document of `usage check`. */
export type UsageDocument = z.infer<typeof usageDocument>;
