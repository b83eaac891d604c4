import { z } from "zod";

const amount = z.string().describe("In the currency's main unit, exact, such as 59.00.");

const counted = z.strictObject({
  id: z.string().describe("The incident's id."),
  seconds: z.int().nonnegative().describe("How much of it lies in the time that is measured."),
  excludedSeconds: z.int().nonnegative().describe("How much of that is announced maintenance in the tenant's windows."),
  impact: z.string().describe("How much did not work, from 0 to 1, as decimal text."),
  open: z.boolean().describe("Whether it goes on: it counts until the end of what is measured."),
});

/** An incident as far as it counts for a subscription. */
export type CountedIncident = z.infer<typeof counted>;

const response = z.strictObject({
  incident: z.string().describe("The incident's id."),
  severity: z.enum(["critical", "high", "normal"]),
  promisedMinutes: z.int().describe("Minutes of support hours until a first answer, by the tier."),
  minutes: z
    .int()
    .nullable()
    .describe("Those that it took, or has taken so far; null where the tier's hours cannot be computed with."),
  met: z.boolean().nullable().describe("Whether the promise was kept; null where that cannot be told, or not yet."),
});

/** How quickly support answered an incident. */
export type CountedResponse = z.infer<typeof response>;

const measured = z.strictObject({
  subscription: z.string(),
  service: z.string(),
  tier: z.string().describe("Such as standard@2."),
  target: z.string().describe("Promised availability in per cent."),
  availability: z
    .string()
    .describe("Availability in per cent with four decimals, cut off: one below the target never looks like it."),
  met: z.boolean(),
  downtimeSeconds: z.string().describe("Seconds in which it did not work, a partial impact by its fraction."),
  excludedSeconds: z
    .int()
    .nonnegative()
    .describe("Seconds of announced maintenance in the tenant's windows, and nothing else."),
  incidents: z.array(counted).describe("What was counted, as the file has it in order."),
  responses: z.array(response),
  credit: z
    .strictObject({
      percent: z.string().describe("How much of the price is given back, in per cent."),
      below: z.string().describe("The availability below which that much is."),
      monthly: amount.describe("The tier's flat price of a month."),
      days: z.int().describe("The days of the month that are paid for."),
      daysOfMonth: z.int(),
      amount: amount.describe("What is given back, rounded half up to the currency's smallest unit."),
      currency: z.string(),
    })
    .nullable(),
  why: z.string().describe("How the credit, or that there is none, came about; a sentence."),
});

/** The month of one subscription. */
export type MeasuredSubscription = z.infer<typeof measured>;

const measuredTenant = z.strictObject({
  tenant: z.string(),
  timeZone: z.string().describe("Whose months are meant."),
  from: z.string().describe("The first instant that counts, in UTC."),
  to: z.string().describe("The instant after the last."),
  seconds: z.int().describe("How long that is, by the tenant's clocks."),
  subscriptions: z.array(measured),
});

/** The month of one tenant. */
export type MeasuredTenant = z.infer<typeof measuredTenant>;

/** The `--json` document of `sla`. */
export const slaDocument = z.strictObject({
  verb: z.literal("sla"),
  month: z.string().describe("Such as 2026-11, by each tenant's own calendar."),
  measuredUntil: z
    .string()
    .nullable()
    .describe(
      "Until when a month is measured that is not over: availability is of the whole month, and may still fall.",
    ),
  tenants: z.array(measuredTenant).describe("By id."),
  unmeasured: z
    .array(z.strictObject({ tenant: z.string(), reason: z.string() }))
    .describe("Tenants that were not served in the month."),
  credits: z.array(z.strictObject({ currency: z.string(), amount })).describe("All credits together, by currency."),
  ignored: z
    .array(z.string())
    .describe(
      "Ids of incidents that count for nobody: they lie outside of the month, or affect nobody who was selected and served.",
    ),
});

/** The `--json` document of `sla`. */
export type SlaDocument = z.infer<typeof slaDocument>;
