import { z } from "zod";

import { trailHead } from "../trail/trailEntry.ts";

/** The `--json` document of `audit verify`. */
export const auditVerifyDocument = z.strictObject({
  verb: z.literal("audit verify"),
  ...trailHead.shape,
  problems: z
    .array(
      z.strictObject({
        line: z.int().min(1).optional().describe("The line of the trail; absent for what is missing."),
        message: z.string(),
      }),
    )
    .describe("What is not as it was written; empty when all is."),
});
