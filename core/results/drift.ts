import { z } from "zod";

import { selectionDocument } from "./selection.ts";

/** An object of a target that is not as its stack made it. */
export const driftedObject = z.strictObject({
  cell: z.string().describe("The id of the cell that it is in."),
  kind: z.string().describe("A Kubernetes kind such as NetworkPolicy, or a Pulumi type such as aws:s3/bucket:Bucket."),
  namespace: z.string().describe("Its Kubernetes namespace; empty for what is in none."),
  name: z.string().describe("Its name in the target; of what is not in a cluster, its id there."),
  drift: z
    .enum(["changed", "missing", "foreign"])
    .describe(
      "foreign: it bounds or opens an environment, no stack has it and no controller of the platform's made it.",
    ),
  relevance: z
    .enum(["security", "function", "cosmetic"])
    .describe(
      "security: it decides who gets in, what gets out, or what can be found out or brought back, and all that is foreign. cosmetic: only words for people, such as tags and descriptions. function: anything else.",
    ),
  paths: z.array(z.string()).describe("Of what is changed: the properties' paths, such as spec.hard.pods."),
  repaired: z.boolean().describe("Whether a second look, after the repair, found it as it should be."),
});

/** An object of a target that is not as its stack made it. */
export type DriftedObject = z.infer<typeof driftedObject>;

/** What one tenant has that is not as its stack made it. */
export const tenantDrift = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  targets: z
    .array(z.string())
    .describe("Where it lands: cell and account or cluster, with (sandbox) for a simulated one."),
  result: z
    .enum([
      "clean",
      "drifted",
      "repaired",
      "not-provisioned",
      "refused",
      "needs-approval",
      "failed",
      "interrupted",
      "not-started",
    ])
    .describe(
      "drifted: something is not as it was made, and still is not after a repair. repaired: a second look found nothing. refused, needs-approval: the repair applies the manifest, which is not allowed, or not yet.",
    ),
  objects: z.array(driftedObject).describe("By cell, namespace, kind and name; empty when all is as it was made."),
  seconds: z.number().nonnegative().describe("Wall time of looking, and of repairing."),
  errors: z.array(z.string()).describe("What kept it from being looked at or repaired; empty when nothing did."),
});

/** What one tenant has that is not as its stack made it. */
export type TenantDrift = z.infer<typeof tenantDrift>;

/** The `--json` document of `drift`. */
export const driftDocument = z.strictObject({
  verb: z.literal("drift"),
  repair: z.boolean().describe("Whether it was repaired, or only looked for."),
  results: z.array(tenantDrift).describe("One entry a selected tenant, in the order of their ids."),
  selection: selectionDocument.optional().describe("Where tenants were selected by more than ids and --all."),
});

/** The `--json` document of `drift`. */
export type DriftDocument = z.infer<typeof driftDocument>;
