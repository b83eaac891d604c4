import { z } from "zod";

const version = z.string().describe("A tier or add-on version, such as iaas/standard@1 or iaas/add-ons/extra@1.");

const publishedVersion = z.strictObject({
  version,
  digest: z.string().describe("SHA-256 of the version's content, as it now stands in catalogue.lock."),
});

/** The `--json` document of `catalogue publish`. */
export const publicationDocument = z.strictObject({
  verb: z.literal("catalogue publish"),
  published: z.array(publishedVersion).describe("Versions that were drafts and are published now."),
  forgotten: z.array(version).describe("Versions that were taken off the lock."),
  unchanged: z.array(version).describe("Versions that were named, or all when none was, and were published already."),
});

/** The `--json` document of `catalogue publish`. */
export type PublicationDocument = z.infer<typeof publicationDocument>;
