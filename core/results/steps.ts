import { z } from "zod";

import { sha256 } from "./sha256.ts";

/** One thing that a run would do to a resource. */
export const plannedStep = z.strictObject({
  op: z
    .enum(["create", "update", "replace", "delete"])
    .describe("What would be done. An update may change nothing but the engine's protection of the resource."),
  urn: z.string(),
  type: z.string().describe("Pulumi's type, such as aws:s3/bucket:Bucket."),
  name: z.string().describe("The logical name in the program."),
  paths: z.array(z.string()).describe("The properties that change, sorted; empty for what is created or deleted."),
  causes: z.array(z.string()).describe("The properties because of which it is replaced, sorted."),
  stateful: z
    .boolean()
    .describe("Whether what is lost with it does not come back, such as data, a key, or a known address."),
  protected: z.boolean().describe("Whether the engine protects what runs against deletion."),
  retained: z.boolean().describe("Whether what is deleted here stays in the target, because what runs is marked so."),
  unprotects: z
    .array(z.string())
    .describe("Protections that are taken away, sorted, such as protect, deletionProtection or forceDestroy."),
  values: sha256.describe(
    "Digest of the inputs before and after, without secrets and without what the provider fills in.",
  ),
});

/** All that a run would do to a stack. */
export const plannedSteps = z.strictObject({
  steps: z.array(plannedStep).describe("By URN."),
  same: z.int().nonnegative().describe("Resources that stay as they are."),
  digest: sha256.describe("Digest of the steps, whatever order they come in: equal ones are the same steps."),
});

/** One thing that a run would do to a resource. */
export type PlannedStep = z.infer<typeof plannedStep>;

/** All that a run would do to a stack. */
export type PlannedSteps = z.infer<typeof plannedSteps>;
