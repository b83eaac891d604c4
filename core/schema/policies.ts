import { z } from "zod";

import { ring, serviceName, tierName } from "./fields.ts";

/** A policy rule's id: its area and its name. */
export const ruleId = z
  .string()
  .regex(/^[a-z]+\/[a-z][a-z0-9-]*$/, "a rule looks like storage/bucket-encrypted")
  .meta({ examples: ["storage/bucket-encrypted"] });

const enforcementEntry = z
  .strictObject({
    rule: ruleId.describe("The rule."),
    level: z
      .enum(["mandatory", "advisory", "disabled"])
      .describe(
        "mandatory: a violation stops a deployment. advisory: it is told of only. disabled: nothing is judged.",
      ),
    reason: z.string().min(10).max(500).optional().describe("Why it is not mandatory; needed then, for the auditor."),
    rings: z.array(ring).min(1).optional().describe("For tenants of these rings only."),
    tiers: z
      .array(z.strictObject({ service: serviceName, name: tierName }))
      .min(1)
      .optional()
      .describe("For tenants whose every subscription to these services is of one of these tiers."),
  })
  .refine(({ level, reason }) => level === "mandatory" || reason !== undefined, {
    path: ["reason"],
    message: "a rule that is not mandatory needs a reason",
  });

/** How rules are enforced in an estate. Without an entry a rule is mandatory. */
export const policySettings = z.strictObject({
  enforcement: z
    .array(enforcementEntry)
    .max(1_000)
    .default([])
    .describe("Rules that are not enforced everywhere alike; of the entries that fit a tenant, the last one counts."),
  settings: z
    .record(ruleId, z.record(z.string(), z.unknown()))
    .default({})
    .describe("By rule: what it leaves to the estate, as docs/reference/policies.md lists it."),
});

/** How rules are enforced in an estate. */
export type PolicySettings = z.infer<typeof policySettings>;
