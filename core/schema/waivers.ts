import { z } from "zod";

import { apiVersion, calendarDay, tenantId } from "./fields.ts";
import { ruleId } from "./policies.ts";

const person = z.email("a person is given by an e-mail address");

const waiver = z
  .strictObject({
    rule: ruleId.describe("The policy rule that is waived."),
    tenant: tenantId.describe("The tenant that it is waived for."),
    resource: z
      .string()
      .min(1)
      .max(300)
      .default("*")
      .meta({
        description:
          "Type and name of the resources that it is waived for; * stands for any text. Rules of high or critical severity need the type in full and a part of the name.",
        examples: ["aws:s3/bucket:Bucket web-assets", "aws:s3/bucket:Bucket web-*"],
      }),
    reason: z.string().min(10).max(500).describe("Why, for the auditor."),
    requester: person.describe("Who asked for it."),
    approver: person.describe("Who has approved it; somebody else."),
    granted: calendarDay.describe("The first day on which it counts."),
    expires: calendarDay.describe(
      "The last day on which it counts: at most 30 days after it was granted for a rule of critical severity, 90 for high, 180 for medium, 365 for low.",
    ),
    ticket: z.string().min(1).max(100).optional().describe("Where it was discussed."),
  })
  .refine(({ granted, expires }) => granted <= expires, {
    path: ["expires"],
    message: "a waiver expires on the day it was granted, or later",
  });

/** `waivers.yaml`: the exceptions from policies, each with reason, approver and expiry. */
export const waiversSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Waivers"),
  spec: z.strictObject({ waivers: z.array(waiver).max(10_000).describe("The exceptions.") }),
});

/** The waivers after the first pass. */
export type WaiversManifest = z.infer<typeof waiversSchema>;

/** One exception from a policy. */
export type Waiver = z.infer<typeof waiver>;
