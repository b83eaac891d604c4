import { z } from "zod";

import { isTimeZone } from "../maintenance/timeZone.ts";
import { weekdays } from "../maintenance/weekWindow.ts";

const minutes = z.int().min(1).max(100_000);

const timeOfDay = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, "a time of day looks like 08:00; a day ends at 24:00")
  .meta({ examples: ["08:00"] });

const schedule = z
  .strictObject({
    days: z
      .array(z.enum(weekdays))
      .min(1)
      .refine((days) => new Set(days).size === days.length, "a day stands there once")
      .describe("The days of the week."),
    from: timeOfDay.describe("When support begins to answer on such a day."),
    to: timeOfDay.describe("When it ends; 24:00 is the end of the day."),
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, "a time zone is a name of the IANA time zone database, such as Europe/Berlin")
      .meta({ description: "Whose clock that is.", examples: ["Europe/Berlin"] }),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "support ends later than it begins, on the same day" });

/** Hours of support to compute with. */
export type SupportSchedule = z.infer<typeof schedule>;

/** What support a tier promises. */
export const support = z.strictObject({
  plan: z.enum(["community", "business", "around-the-clock"]).describe("The support plan's name."),
  hours: z
    .string()
    .min(1)
    .max(60)
    .meta({ description: "When support answers, as customers read it.", examples: ["Mon-Fri 08:00-18:00"] }),
  schedule: schedule
    .optional()
    .describe(
      "The same hours to compute with: `tenantry sla` counts the minutes until a first answer by them. When absent, the plan around-the-clock is counted so, and no other.",
    ),
  firstResponseMinutes: z
    .strictObject({ critical: minutes, high: minutes, normal: minutes })
    .describe("Minutes until a first answer, by severity."),
});

/** A number that has at most so many decimals as it is written. */
const decimals = (most: number) => (value: number) => (String(value).split(".")[1] ?? "").length <= most;

const credit = z.strictObject({
  below: z
    .number()
    .min(1)
    .max(100)
    .refine(decimals(4), "an availability has at most four decimals")
    .describe("For an availability below so many per cent of the month; at most the promised one."),
  percent: z
    .number()
    .min(0.01)
    .max(100)
    .refine(decimals(2), "a credit has at most two decimals")
    .describe("How much of the month's flat price is given back, in per cent."),
});

/** Something that a customer gets back for a month that was not as available as promised. */
export type ServiceCredit = z.infer<typeof credit>;

/** What service level a tier promises. */
export const serviceLevel = z
  .strictObject({
    availability: z.number().min(90).max(100).describe("Promised availability in per cent of a month."),
    rpoHours: z.number().min(0).max(720).describe("Recovery point objective in hours: how much may be lost."),
    rtoHours: z.number().min(0).max(720).describe("Recovery time objective in hours: how long a recovery may take."),
    credits: z
      .array(credit)
      .min(1)
      .max(20)
      .refine(descends, "each entry is below the one before it, and gives more")
      .optional()
      .describe("What a customer gets back for a month that was less available; nothing when absent."),
    maintenanceExcluded: z
      .boolean()
      .optional()
      .describe(
        "Whether announced maintenance in the tenant's own windows counts as available; it does when absent, and does not when false.",
      ),
  })
  .refine(({ availability, credits }) => (credits?.[0]?.below ?? 0) <= availability, {
    path: ["credits", 0, "below"],
    message: "nothing is given back for a month that was as available as promised",
  });

function descends(credits: readonly ServiceCredit[]): boolean {
  return credits.every(({ below, percent }, index) => {
    const before = credits[index - 1];
    return before === undefined || (below < before.below && percent > before.percent);
  });
}
