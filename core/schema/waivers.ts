import { z } from "zod";

import { apiVersion, calendarDay, tenantId } from "./fields.ts";

const waiver = z.strictObject({
  rule: z
    .string()
    .regex(/^[a-z]+\/[a-z][a-z0-9-]*$/, "a rule looks like storage/bucket-encrypted")
    .meta({ description: "The policy rule that is waived.", examples: ["storage/bucket-encrypted"] }),
  tenant: tenantId.describe("The tenant that it is waived for."),
  resource: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe("Type and name of the one resource that it is waived for; all of the tenant's when absent."),
  reason: z.string().min(10).max(500).describe("Why, for the auditor."),
  approver: z.email("an approver is an e-mail address").describe("Who has approved it."),
  expires: calendarDay.describe("The last day on which it counts."),
});

/** `waivers.yaml`: the exceptions from policies, each with reason, approver and expiry. */
export const waiversSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Waivers"),
  spec: z.strictObject({ waivers: z.array(waiver).max(10_000).describe("The exceptions.") }),
});

/** The waivers after the first pass. */
export type WaiversManifest = z.infer<typeof waiversSchema>;
