import { z } from "zod";

const amount = z.number().describe("An amount in the currency's main unit.");

/** How a meter is priced, as the catalogue has it. */
export const meterPrice = z.strictObject({
  unit: z.string().optional().describe("The unit that usage records have to be in; absent where any is taken."),
  included: z.number().describe("How much of it the flat price covers in a month."),
  unitPrice: amount.optional().describe("The price of one more unit; absent where there are tiers."),
  tiers: z
    .array(
      z.strictObject({
        upTo: z.number().optional().describe("Absent for the last, which has no end."),
        unitPrice: amount,
      }),
    )
    .optional()
    .describe("Prices by how much is used beyond what is included."),
  mode: z.enum(["graduated", "volume"]).optional().describe("How tiers count; there where they are."),
});

/** How a meter is priced. */
export type MeterPrice = z.infer<typeof meterPrice>;
