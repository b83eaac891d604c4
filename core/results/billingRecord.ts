import { z } from "zod";

const change = z.strictObject({
  on: z.string().describe("The first day on which it is billed, such as 2026-12-31."),
  state: z.enum(["active", "suspended", "offboarded"]),
  subscriptions: z.array(
    z.strictObject({
      name: z.string(),
      service: z.string(),
      tier: z.string().describe("Such as standard@2."),
      addOns: z.array(z.string()),
    }),
  ),
});

const recorded = z.strictObject({
  tenant: z.string(),
  file: z.string().describe("The billing record, as a path."),
  added: z.array(change).describe("What the manifest says differently; empty where it says the same."),
  written: z.boolean().describe("False with --dry-run, and when nothing changes or it is refused."),
  refused: z.string().nullable().describe("Why it cannot be added; null where it can."),
});

/** What became of one tenant's billing record. */
export type RecordedTenant = z.infer<typeof recorded>;

/** The `--json` document of `billing record`. */
export const billingRecordDocument = z.strictObject({
  verb: z.literal("billing record"),
  tenants: z.array(recorded).describe("By id."),
});

/** The `--json` document of `billing record`. */
export type BillingRecordDocument = z.infer<typeof billingRecordDocument>;
