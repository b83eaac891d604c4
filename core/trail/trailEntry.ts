import { z } from "zod";

import { jsonDigest } from "../jsonDigest.ts";
import { resourceChanges, runOutcome } from "../results/runOutcome.ts";
import { sha256 } from "../results/sha256.ts";

/** Where a trail ends. */
export const trailHead = z.strictObject({
  entries: z.int().nonnegative().describe("How many entries it has."),
  head: sha256.nullable().describe("The digest of the last one; null when there is none."),
});

/** Where a trail ends. */
export type TrailHead = z.infer<typeof trailHead>;

/** What an entry says; sequence and digests are added when it is appended. */
export const trailRecord = z.strictObject({
  event: z
    .enum(["started", "planned", "ended", "gap"])
    .describe(
      "started, ended: of one verb on one stack; one that was killed has no end. planned: between them, where what is about to be done is of a plan, or needed an approval and has it. gap: the trail did not end as it was left, and goes on from what there is.",
    ),
  time: z.iso.datetime().describe("The moment in UTC."),
  run: z.uuid().describe("Joins what one command did."),
  verb: z
    .enum(["up", "apply", "destroy", "purge", "drift --repair", "cell up", "cell destroy"])
    .describe("What was run."),
  subject: z.string().describe("The stack: a tenant's id, or cell-<id>; empty for a gap."),
  actor: z
    .strictObject({
      user: z.string().describe("The account on that machine."),
      host: z.string().describe("The machine's name."),
      pipeline: z
        .strictObject({ actor: z.string(), run: z.string() })
        .optional()
        .describe("In a pipeline: who caused it, and which run it is."),
    })
    .describe("Who ran it."),
  code: z.string().describe("Tenantry's version."),
  plan: sha256
    .nullable()
    .describe("SHA-256 over the canonical JSON of what was applied: the resolved tenant, or the cell."),
  approvals: z
    .array(z.strictObject({ subscription: z.string(), approvedBy: z.string() }))
    .describe("Who approved moves between tiers, as the manifest says."),
  steps: z
    .strictObject({
      digest: sha256.describe("Digest of the steps that are about to be done."),
      plan: sha256.nullable().describe("The digest of the plan that they are of; null where none was made."),
      approvals: z
        .array(
          z.strictObject({
            approvedBy: z.string().describe("A person's e-mail address, or a pipeline's environment."),
            source: z
              .enum(["file", "environment"])
              .describe("file: in the estate. environment: a pipeline has vouched for it."),
            reason: z.string(),
          }),
        )
        .describe("Empty where none was needed."),
    })
    .optional()
    .describe("For planned: what, and who has agreed to it."),
  removal: z
    .strictObject({
      by: z.string().nullable().describe("Who has approved it, as an e-mail address; null where nobody is named."),
      reason: z.string().describe("Why it may be."),
    })
    .optional()
    .describe("For a tenant that has left: why what it has may be deleted, after its retention or before its end."),
  result: runOutcome.shape.result.nullable().describe("How it ended; null when it has only started."),
  changes: resourceChanges.nullable().describe("Resources by what was done to them."),
  expected: trailHead.optional().describe("For a gap: how the trail was left."),
});

/** What an entry says. */
export type TrailRecord = z.infer<typeof trailRecord>;

/** One line of the audit trail. Each carries the digest of the one before, so that none can be changed, taken out or moved unseen. */
export const trailEntry = z.strictObject({
  sequence: z.int().min(1).describe("Counts from 1."),
  previous: sha256.nullable().describe("The digest of the entry before; null for the first."),
  ...trailRecord.shape,
  digest: sha256.describe("SHA-256 over the canonical JSON (RFC 8785) of the entry without this field."),
});

/** One line of the audit trail. */
export type TrailEntry = z.infer<typeof trailEntry>;

/** The end of a trail without entries. */
export const emptyTrail: TrailHead = { entries: 0, head: null };

/** The entry that follows a trail's end. */
export function entryAfter({ entries, head }: TrailHead, record: TrailRecord): TrailEntry {
  const entry = { sequence: entries + 1, previous: head, ...record };
  return { ...entry, digest: jsonDigest(entry) };
}

/** The digest that an entry should have. */
export function digestOfEntry({ digest: _digest, ...entry }: TrailEntry): string {
  return jsonDigest(entry);
}
