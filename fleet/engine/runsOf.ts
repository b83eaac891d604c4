import { z } from "zod";

const outputs = z.object({ runs: z.object({ digest: z.string(), codeVersion: z.string() }) });

/** What a stack's outputs say that runs: what was applied, and by which code. Undefined when no run has ended well. */
export function runsOf(given: unknown): z.infer<typeof outputs>["runs"] | undefined {
  return outputs.safeParse(given).data?.runs;
}
