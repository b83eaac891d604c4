import { z } from "zod";

/** A diagnostic as JSON. */
export const diagnosticDocument = z.strictObject({
  code: z.string().describe("Stable code, such as TEN103."),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  allowed: z.string().optional(),
  fix: z.string().optional(),
  field: z.string().optional().describe("Dotted path in the document."),
  where: z
    .union([
      z.strictObject({
        path: z.string(),
        line: z.int().min(1).describe("Counts from 1."),
        column: z.int().min(1).describe("Counts from 1, in UTF-16 code units."),
      }),
      z.strictObject({ path: z.string().describe("A file or directory as a whole.") }),
    ])
    .optional(),
});

/** The `--json` document of `validate`, and of every verb that an invalid estate stops. */
export const validateDocument = z.strictObject({
  verb: z.string(),
  tenants: z.int().nonnegative().describe("Tenants that were read and are right."),
  diagnostics: z.array(diagnosticDocument),
});

/** One tool that `doctor` looked for. */
export const doctorCheck = z.strictObject({
  name: z.string(),
  state: z.enum(["ok", "on-demand", "missing", "unsuitable"]),
  version: z.string().optional(),
  location: z.string().optional(),
  neededFor: z.array(z.string()).describe("What cannot be done without it."),
  remedy: z.string().optional(),
});

/** The `--json` document of `doctor`. */
export const doctorDocument = z.strictObject({ verb: z.literal("doctor"), checks: z.array(doctorCheck) });

/** What runs for a tenant, against what should. */
export const tenantStatus = z.strictObject({
  tenant: z.string(),
  wanted: z.array(z.string()).describe("Tiers by the manifest."),
  running: z.array(z.string()).describe("Tiers by the stack's own outputs; empty when nothing runs."),
  state: z
    .enum(["in-sync", "differs", "not-provisioned", "incomplete"])
    .describe("incomplete: the last run of the stack did not end well, or something interrupted it."),
  resources: z.int().nonnegative(),
  codeVersion: z.string().describe("Version of Tenantry that last applied it; empty when none did."),
  pending: z
    .array(z.string())
    .optional()
    .describe("Moves between tiers that are agreed and not made; absent when none is."),
  suspended: z.string().optional().describe("Why and since when; absent for a tenant that is not suspended."),
});

/** What runs for a tenant, against what should. */
export type TenantStatus = z.infer<typeof tenantStatus>;

/** The `--json` document of `status`. */
export const statusDocument = z.strictObject({
  verb: z.literal("status"),
  targets: z.array(z.string()),
  tenants: z.array(tenantStatus),
});

/** The `--json` document of `env`. */
export const envDocument = z.strictObject({
  verb: z.literal("env"),
  variables: z
    .record(z.string(), z.string())
    .describe("Variables to set for running pulumi by hand; no secret is among them."),
});
