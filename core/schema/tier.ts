import { z } from "zod";

import {
  apiVersion,
  currencyCode,
  isolation,
  moneyAmount,
  ring,
  serviceName,
  tierName,
  tierVersion,
} from "./fields.ts";

const price = z.strictObject({
  monthly: moneyAmount.describe("The flat price of a month."),
  currency: currencyCode,
});

const minutes = z.int().min(1).max(100_000);

const support = z.strictObject({
  plan: z.enum(["community", "business", "around-the-clock"]).describe("The support plan's name."),
  hours: z.string().min(1).max(60).describe("When support answers, such as Mon-Fri 08:00-18:00."),
  firstResponseMinutes: z
    .strictObject({ critical: minutes, high: minutes, normal: minutes })
    .describe("Minutes until a first answer, by severity."),
});

const sla = z.strictObject({
  availability: z.number().min(90).max(100).describe("Promised availability in per cent of a month."),
  rpoHours: z.number().min(0).max(720).describe("Recovery point objective in hours: how much may be lost."),
  rtoHours: z.number().min(0).max(720).describe("Recovery time objective in hours: how long a recovery may take."),
});

const moves = z.strictObject({
  to: z.array(tierName).max(20).describe("The tiers of the same service that a subscription may move to."),
  downgrade: z
    .enum(["immediate", "at-renewal", "needs-approval"])
    .describe("When a move to a lower tier takes effect."),
});

/** One version of one tier. `entitlements` and `features` are checked by the service kind's own schemas. */
export const tierSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Tier"),
  metadata: z.strictObject({ service: serviceName, name: tierName, version: tierVersion }),
  spec: z.strictObject({
    summary: z.string().min(1).max(200).describe("What the customer reads, in one line."),
    isolation,
    rings: z
      .array(ring)
      .min(1)
      .default(["early", "general", "late"])
      .describe("The rings whose unpinned subscriptions follow this version."),
    price,
    support,
    sla,
    entitlements: z.record(z.string(), z.unknown()).describe("The limits that the tier grants."),
    features: z.record(z.string(), z.unknown()).describe("What the tier switches on."),
    moves,
  }),
});

/** A tier version after the first pass. */
export type TierManifest = z.infer<typeof tierSchema>;

/** `standard@2` for a tier version. */
export function formatTier(tier: { readonly name: string; readonly version: number }): string {
  return `${tier.name}@${String(tier.version)}`;
}
