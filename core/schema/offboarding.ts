import { z } from "zod";

import { visible } from "../diagnostics/visible.ts";
import { calendarDay, tenantState } from "./fields.ts";

const person = z.email("a person is named by an e-mail address");

/** Why something about a tenant's end is so: one line, for people and reports. */
export const endReason = z
  .string()
  .min(5, "a reason has 5 characters or more")
  .max(300, "a reason has at most 300 characters")
  .refine((text) => visible(text) === text, "a reason is one line of characters that can be seen")
  .refine((text) => text.trim() === text, "a reason neither begins nor ends with a space");

/** How the end of a tenant was agreed. `tenantry offboard` and `tenantry purge` write it. */
export const offboardingSchema = z.strictObject({
  requested: calendarDay.describe("The day on which the tenant's end was asked for."),
  retainUntil: calendarDay.describe("The first day on which what it has may be deleted; until then all data is kept."),
  before: tenantState
    .optional()
    .describe("The state that the manifest named before; absent where it named none. For taking it back."),
  provisioned: z
    .boolean()
    .default(true)
    .describe("false where the tenant never had anything: then nothing is made for it, and nothing is retained."),
  export: z
    .strictObject({
      status: z.enum(["offered", "declined", "delivered"]).describe("How far it has come."),
      since: calendarDay.describe("Since when."),
    })
    .optional()
    .describe("What became of the offer to hand the customer its data; for people and reports."),
  legalHold: z
    .strictObject({
      reason: endReason.describe("What the data has to be kept for."),
      by: person.describe("Who has ordered it."),
      since: calendarDay.describe("The day from which retention does not run on."),
    })
    .optional()
    .describe("Nothing is deleted while it stands, whatever the day is."),
  purge: z
    .strictObject({
      approved: calendarDay.describe("The day on which it was approved."),
      by: person.describe("Who has approved it."),
    })
    .optional()
    .describe(
      "From here on nothing of the tenant is rendered: `tenantry purge` deletes what it has, and proves it. It cannot be taken back.",
    ),
});

/** How the end of a tenant was agreed. */
export type Offboarding = z.infer<typeof offboardingSchema>;
