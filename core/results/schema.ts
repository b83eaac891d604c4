import { z } from "zod";

/** The `--json` document of `schema`. */
export const schemaDocument = z.strictObject({
  verb: z.literal("schema"),
  directory: z.string().describe("Where the schemas are, absolute."),
  files: z.array(z.strictObject({ name: z.string(), changed: z.boolean().describe("Whether it had to be written.") })),
});

/** The `--json` document of `schema`. */
export type SchemaDocument = z.infer<typeof schemaDocument>;
