import { z } from "zod";

import { trailHead } from "../trail/trailEntry.ts";
import { sha256 } from "./sha256.ts";

const calendarDay = z.iso.date();
const instant = z.iso.datetime().describe("The moment in UTC.");

/** An object that a tenant had. Nothing of its contents is kept. */
export const formerObject = z.strictObject({
  type: z.string().describe("Pulumi's type, such as aws:s3/bucket:Bucket."),
  name: z.string().describe("Its name in the tenant's stack, such as web--assets."),
  id: z.string().describe("The id by which the target knew it."),
  cell: z.string().describe("The id of the cell that it was in."),
  leaves: z
    .strictObject({
      what: z.enum(["snapshot", "key"]),
      name: z
        .string()
        .describe("By which it is found: a snapshot's name, or the Name tag that it has from its volume."),
      days: z.int().nonnegative().optional().describe("For how long the target itself keeps it."),
    })
    .optional()
    .describe("What the target keeps of it when it is deleted."),
});

/** An object that a tenant had. */
export type FormerObject = z.infer<typeof formerObject>;

/** What `purge` remembers between its beginning and its end, so that it can be killed at any moment and still tells all. */
export const purgeRecord = z.strictObject({
  version: z.literal(1),
  tenant: z.string(),
  requested: calendarDay,
  begun: instant,
  deleted: instant.nullable().describe("When the engine had deleted everything; null before."),
  had: z.array(formerObject),
});

/** What `purge` remembers between its beginning and its end. */
export type PurgeRecord = z.infer<typeof purgeRecord>;

/** An object that is still there, and may be. */
export const keptObject = z.strictObject({
  type: z.string(),
  name: z.string(),
  id: z.string(),
  cell: z.string(),
  why: z.string().describe("Why it is still there, in words."),
  until: calendarDay.describe("The last day on which it may be there."),
});

/** An object that is still there, and may be. */
export type KeptObject = z.infer<typeof keptObject>;

/** Says that what a tenant had was deleted, and how that is known. Has no contents and no secrets. */
export const certificate = z.strictObject({
  version: z.literal(1).describe("Of this format."),
  tenant: z.strictObject({ id: z.string(), displayName: z.string() }),
  provider: z.strictObject({ name: z.string(), displayName: z.string() }).describe("Whose estate it was in."),
  terms: z.strictObject({
    requested: calendarDay.describe("When the end was asked for."),
    retainUntil: calendarDay.describe("Until when the data was kept."),
    export: z
      .strictObject({ status: z.enum(["offered", "declined", "delivered"]), since: calendarDay })
      .nullable()
      .describe("What became of the offer to hand the customer its data; null where nothing is written of it."),
    approved: z.strictObject({ on: calendarDay, by: z.string() }).describe("Who had it deleted."),
  }),
  had: z.strictObject({
    objects: z
      .array(
        z.strictObject({
          type: z.string(),
          name: z.string(),
          cell: z.string(),
          digest: sha256.describe("SHA-256 over the canonical JSON of its type, name, id and cell."),
        }),
      )
      .describe("What the tenant had when deleting began, by cell, type and name."),
    counts: z.record(z.string(), z.int().positive()).describe("How many of each type."),
  }),
  deleted: z.strictObject({ from: instant, to: instant }).describe("When it was deleted."),
  kept: z.array(keptObject).describe("What is still there, and may be; empty where nothing is."),
  proof: z.strictObject({
    at: instant,
    reads: z
      .array(
        z.strictObject({
          what: z.string().describe("What was read, in words."),
          found: z.int().nonnegative().describe("How many objects of the tenant it had."),
        }),
      )
      .describe("Each of them was read after the deletion and gave an answer."),
    unlisted: z.array(z.string()).describe("What cannot be proven so, in sentences."),
  }),
  code: z.string().describe("Tenantry's version."),
  trail: trailHead.nullable().describe("Where the audit trail ended then."),
  digest: sha256.describe("SHA-256 over the canonical JSON of the certificate without this field."),
});

/** Says that what a tenant had was deleted, and how that is known. */
export type Certificate = z.infer<typeof certificate>;
