import { z } from "zod";

/** A rule that a resource breaks. */
export const finding = z.strictObject({
  rule: z.string().describe("The rule's id, such as storage/bucket-encrypted."),
  severity: z.enum(["high", "medium", "low"]),
  tenant: z.string(),
  resource: z.string().describe("Type and name of the resource."),
  message: z.string().describe("What should be, naming properties and never values."),
});

/** A rule that a resource breaks. */
export type Finding = z.infer<typeof finding>;

/** What rendering and the rules say of one tenant. */
export const tenantCheck = z.strictObject({
  tenant: z.string(),
  resources: z.int().nonnegative().describe("Resources that the tenant renders."),
  findings: z.array(finding),
});

/** What rendering and the rules say of one tenant. */
export type TenantCheck = z.infer<typeof tenantCheck>;

/** The `--json` document of `check`. */
export const checkDocument = z.strictObject({ verb: z.literal("check"), tenants: z.array(tenantCheck) });
