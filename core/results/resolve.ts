import { z } from "zod";

const origin = z.strictObject({
  how: z
    .enum(["set", "default", "computed"])
    .describe("set: stands in a file. default: the schema's. computed: follows by a rule."),
  by: z.string().describe("Whose it is, or the rule that computes it and from what."),
  field: z.string().describe("The field in that file."),
  where: z.strictObject({ path: z.string(), line: z.int().min(1).optional(), column: z.int().min(1).optional() }),
});

const explained = z.strictObject({
  path: z.string().describe("The value's path, in the ResolvedTenant or in the manifest."),
  value: z.unknown(),
  origins: z.array(origin).min(1),
});

/** One value with where it comes from. */
export type ExplainedValue = z.infer<typeof explained>;

/** The `--json` document of `resolve`. */
export const resolveDocument = z.strictObject({
  verb: z.literal("resolve"),
  tenant: z.string().describe("The tenant's id."),
  resolved: z
    .looseObject({ id: z.string(), subscriptions: z.array(z.looseObject({ name: z.string() })) })
    .optional()
    .describe("The ResolvedTenant; without --why."),
  digest: z.string().optional().describe("SHA-256 over the ResolvedTenant's canonical JSON; without --why."),
  values: z.array(explained).optional().describe("With --why: every value at or below the path."),
});
