import { z } from "zod";

/** How bad it is when a rule is broken, the least first. */
export const severity = z.enum(["low", "medium", "high", "critical"]);

/** One rule broken by one resource of one tenant. */
export const finding = z.strictObject({
  id: z.string().describe("The rule, such as tenancy/tags-present."),
  severity,
  tenant: z.string().describe("The tenant's id."),
  resource: z.strictObject({
    type: z.string().describe("Pulumi's type token."),
    name: z.string().describe("The logical name in the program."),
  }),
  property: z.string().optional().describe("The property that is wrong or missing, dotted."),
  message: z.string().describe("What should be; names properties, never their values."),
});

/** How bad it is when a rule is broken. */
export type Severity = z.infer<typeof severity>;

/** One rule broken by one resource of one tenant. */
export type Finding = z.infer<typeof finding>;
