import { z } from "zod";

/** What a tier has of replication: fields of its features. */
export const replicationFeatures = {
  replication: z
    .strictObject({
      storageClass: z
        .enum(["STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"])
        .describe("The class that replicas are kept in, as S3 calls it."),
    })
    .optional()
    .describe(
      "Whether each bucket is replicated into the cell's copyRegion, into a bucket of its own; it needs a key of the tenant's own.",
    ),
};

/** What a tier has of replication. */
export type ReplicationFeatures = z.output<z.ZodObject<typeof replicationFeatures>>;
