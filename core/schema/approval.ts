import { z } from "zod";

import { daysBetween } from "../calendarDays.ts";
import { maximumApprovalDays } from "../plans/approvalDays.ts";
import { apiVersion, calendarDay } from "./fields.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a digest is a SHA-256: 64 hexadecimal digits in lower case");

/** `approvals/<beginning of the plan's digest>.yaml`: that somebody has agreed to exactly the steps of one plan. */
export const approvalSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Approval"),
  metadata: z.strictObject({
    plan: sha256.describe("The plan's digest: that of `spec.stacks`. The file's name is the first 16 digits of it."),
  }),
  spec: z
    .strictObject({
      stacks: z
        .record(z.string().min(1).max(60), sha256)
        .refine((stacks) => Object.keys(stacks).length > 0, "an approval names at least one stack")
        .describe("The digest of the steps that are approved, by the stack: a tenant's id, or cell-<id>."),
      approver: z.email("a person is given by an e-mail address").describe("Who has approved it."),
      reason: z.string().min(10).max(500).describe("Why, for the auditor."),
      granted: calendarDay.describe("The first day on which it counts."),
      expires: calendarDay.describe(
        `The last day on which it counts, at most ${String(maximumApprovalDays)} days after it was granted.`,
      ),
    })
    .refine(({ granted, expires }) => granted <= expires, {
      path: ["expires"],
      message: "an approval expires on the day it was granted, or later",
    })
    .refine(({ granted, expires }) => daysBetween(granted, expires) <= maximumApprovalDays, {
      path: ["expires"],
      message: `an approval counts for at most ${String(maximumApprovalDays)} days`,
    }),
});

/** An approval after the first pass. */
export type ApprovalManifest = z.infer<typeof approvalSchema>;
