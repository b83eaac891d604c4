import { z } from "zod";

/** One rule broken by one resource of one tenant. */
export const finding = z.strictObject({
  rule: z.string().describe("The rule's id, such as storage/bucket-encrypted."),
  severity: z.enum(["low", "medium", "high", "critical"]),
  tenant: z.string().describe("The tenant's id."),
  resource: z.string().describe("Type and name of the resource."),
  property: z.string().optional().describe("The property that is wrong or missing, dotted."),
  message: z.string().describe("What should be; names properties, never their values."),
  enforcement: z.enum(["mandatory", "advisory"]).describe("Whether it stops a deployment, or is told of only."),
  waived: z
    .strictObject({ approver: z.string(), expires: z.string().describe("The last day on which it is.") })
    .optional()
    .describe("By whom it is waived, and how long; it does not stop a deployment then."),
});

/** One rule broken by one resource of one tenant. */
export type Finding = z.infer<typeof finding>;
