import { z } from "zod";

/** A diagnostic code with all that there is to say about it. */
const explainedCode = z.strictObject({
  code: z.string().describe("The code, such as TEN202."),
  title: z.string().describe("What is wrong, in a line."),
  cause: z.string().describe("Why it is reported."),
  remedy: z.string().describe("What to do."),
  example: z
    .strictObject({
      file: z.string().describe("The file below the estate's directory."),
      wrong: z.string().describe("Lines of the file that are reported."),
      right: z.string().describe("The same lines as they should be."),
    })
    .optional(),
});

/** The `--json` document of `explain`: the one code that was asked for, or all. */
export const explainDocument = z.strictObject({ verb: z.literal("explain"), codes: z.array(explainedCode) });

/** A diagnostic code with all that there is to say about it. */
export type ExplainedCode = z.infer<typeof explainedCode>;
