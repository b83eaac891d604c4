import { z } from "zod";

import {
  apiVersion,
  calendarDay,
  currencyCode,
  isolation,
  moneyAmount,
  rateAmount,
  ring,
  serviceName,
  tierName,
  tierVersion,
  versionedName,
} from "./fields.ts";
import { retention } from "./retention.ts";
import { serviceLevel, support } from "./serviceLevel.ts";

const band = z.strictObject({
  upTo: z
    .number()
    .positive()
    .max(1e12)
    .optional()
    .describe("How much of a month the price holds for, counted beyond what is included; the last has none."),
  unitPrice: rateAmount.describe("The price of one unit."),
});

const meter = z
  .strictObject({
    meter: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]{0,39}$/, "a meter looks like storageGiB")
      .meta({ description: "What is measured, with its unit in the name.", examples: ["storageGiB"] }),
    unit: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,19}$/, "a unit looks like GiB or request")
      .optional()
      .meta({ description: "The unit that usage records have to be in; any when absent.", examples: ["GiB"] }),
    included: z.number().nonnegative().max(1e12).describe("How much of it the flat price covers in a month."),
    unitPrice: rateAmount.optional().describe("The price of one more unit in a month, where there is but one."),
    tiers: z
      .array(band)
      .min(1)
      .max(20)
      .refine(rises, "each entry but the last has an upTo, which rises from one to the next")
      .optional()
      .describe("Prices by how much is used, instead of unitPrice."),
    mode: z
      .enum(["graduated", "volume"])
      .optional()
      .describe(
        "How tiers count. graduated: each price holds for the part of the use that lies in its entry. volume: the price of the entry in which all of it lies holds for all of it; where prices fall, so may the bill when more is used.",
      ),
  })
  .refine(({ unitPrice, tiers }) => (unitPrice === undefined) !== (tiers === undefined), {
    message: "a meter has either unitPrice or tiers",
  })
  .refine(({ tiers, mode }) => (tiers === undefined) === (mode === undefined), {
    path: ["mode"],
    message: "tiers and mode belong together",
  });

/** How one meter is priced. */
export type TierMeter = z.infer<typeof meter>;

function rises(bands: readonly { readonly upTo?: number | undefined }[]): boolean {
  return bands.every(({ upTo }, index) => {
    const next = bands[index + 1];
    if (next === undefined) return upTo === undefined;
    return upTo !== undefined && (next.upTo === undefined || next.upTo > upTo);
  });
}

const price = z.strictObject({
  monthly: moneyAmount.describe("The flat price of a month."),
  currency: currencyCode,
  meters: z
    .array(meter)
    .max(50)
    .refine((all) => new Set(all.map(({ meter: name }) => name)).size === all.length, "a meter stands there once")
    .default([])
    .describe("What is billed by use beside the flat price."),
  suspendedPercent: z
    .number()
    .min(0)
    .max(100)
    .default(100)
    .describe("How much of the flat price is billed while the tenant is suspended, in per cent."),
});

const move = z.strictObject({
  to: tierName.describe("The tier of the same service that a subscription may move to."),
  when: z
    .enum(["immediate", "at-renewal", "needs-approval"])
    .describe("When the move takes effect: at once, at the end of the contract's period, or after an approval."),
});

const status = z
  .strictObject({
    deprecated: calendarDay.optional().describe("From this day no new subscription should choose it."),
    retired: calendarDay.optional().describe("From this day no subscription may run on it."),
    successor: versionedName.optional().describe("What to move to instead, of the same service."),
  })
  .describe("The version's life. It is no part of what is published, so it may change when the rest may not.");

/** One version of one tier. `entitlements` and `features` are checked by the service kind's own schemas. */
export const tierSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Tier"),
  metadata: z.strictObject({ service: serviceName, name: tierName, version: tierVersion }),
  status: status.prefault({}),
  spec: z.strictObject({
    summary: z.string().min(1).max(200).describe("What the customer reads, in one line."),
    isolation,
    rings: z
      .array(ring)
      .min(1)
      .default(["early", "general", "late"])
      .describe("The rings whose unpinned subscriptions follow this version."),
    price: price.describe("What it costs."),
    support: support.describe("What support is promised."),
    sla: serviceLevel.describe("What service level is promised."),
    retention: retention.optional(),
    entitlements: z.record(z.string(), z.unknown()).describe("The limits that the tier grants."),
    features: z.record(z.string(), z.unknown()).describe("What the tier switches on."),
    defaults: z
      .record(z.string(), z.unknown())
      .default({})
      .describe(
        "What subscriptions of this tier need not repeat in their spec; above the estate's, below the manifest's.",
      ),
    moves: z
      .array(move)
      .max(20)
      .default([])
      .describe("The tiers that a subscription may move to; what is not listed is not allowed."),
  }),
});

/** A tier version after the first pass. */
export type TierManifest = z.infer<typeof tierSchema>;

/** `standard@2` for a tier version. */
export function formatTier(tier: { readonly name: string; readonly version: number }): string {
  return `${tier.name}@${String(tier.version)}`;
}
