import { z } from "zod";

import { diagnosticDocument } from "./documents.ts";
import { predictedStep } from "./fleetDiff.ts";
import { meterPrice } from "./meterPrice.ts";

const amount = z.number().describe("An amount in the currency's main unit.");
const monthly = z.strictObject({ monthly: amount, currency: z.string() });
const meter = meterPrice.nullable();
const day = z.string().describe("A day, such as 2026-12-31.");
const when = z.enum(["window", "renewal"]);
const instants = z.strictObject({ begin: z.string(), end: z.string() }).describe("A maintenance window, in UTC.");

const offerChange = z.strictObject({
  field: z.string().describe("Such as entitlements.buckets, features.zones or sla.availability."),
  before: z.unknown().describe("null where the tier has no such thing."),
  after: z.unknown().describe("null where the tier has no such thing."),
  effect: z.enum(["gained", "lost", "changed"]).describe("changed: neither is more than the other."),
});

const priceChange = z.strictObject({
  before: monthly,
  after: monthly,
  difference: amount.nullable().describe("What a month costs more, exactly; null between two currencies."),
  meters: z
    .array(z.strictObject({ meter: z.string(), before: meter, after: meter }))
    .describe("Those that differ; null where the tier has no such meter."),
});

const statefulChange = z.strictObject({
  effect: z.enum(["replaced", "shrunk", "removed", "grown", "added"]),
  part: z.string().describe("What holds data, such as a bucket or a database."),
  property: z.string().describe("What causes it, with both values."),
});

const edit = {
  file: z.string().describe("The manifest, as a path."),
  diff: z.string().describe("What changes in the file, as a unified diff; empty when nothing does."),
  written: z.boolean().describe("False with --dry-run, when nothing changes, and when it is refused."),
};

/** The `--json` document of `move`. */
export const moveDocument = z.strictObject({
  verb: z.literal("move"),
  tenant: z.string().describe("The tenant's id."),
  subscription: z.string(),
  service: z.string(),
  from: z
    .string()
    .describe("The tier version that runs, or, where nothing does or that cannot be read, the manifest's."),
  to: z.string().describe("The tier version that it becomes."),
  judgedBy: z.enum(["state", "manifest"]).describe("What `from`, and what of it holds data, was taken from."),
  when: z.enum(["now", "window", "renewal"]).describe("When it takes effect."),
  on: day.optional().describe("The day of the renewal, or the first day whose window may be used."),
  window: instants.optional().describe("The next maintenance window that it may be made in."),
  offer: z.array(offerChange).describe("What the tier promises otherwise, by field."),
  price: priceChange,
  steps: z.array(predictedStep).describe("What `up` is predicted to do to the tenant's resources, by URN."),
  notPredicted: z.string().optional().describe("Why no steps can be predicted."),
  stateful: z.array(statefulChange).describe("What of it holds data and changes."),
  refused: z.array(diagnosticDocument).describe("Why it cannot be; empty when it can."),
  ...edit,
});

/** The `--json` document of `move --undo`. */
export const moveUndoDocument = z.strictObject({
  verb: z.literal("move --undo"),
  tenant: z.string().describe("The tenant's id."),
  subscription: z.string(),
  ...edit,
});

const pendingMove = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  subscription: z.string(),
  from: z.string().describe("The tier of the manifest."),
  to: z.string().describe("The tier that it becomes, as it was asked for."),
  when,
  on: day.describe("The day of the renewal, or the first day whose window may be used."),
  requested: day.describe("When it was asked for."),
  approvedBy: z.string().optional(),
  window: instants
    .optional()
    .describe("The window that is open or comes next; absent for renewals and where none occurs."),
  daysLeft: z.int().optional().describe("Until its day; negative after it. Absent where no window occurs."),
  due: z.boolean().describe("Whether `moves --due` carries it out now, as far as its time goes."),
  overdue: z.boolean().describe("Whether its renewal was before today, or a window that it was for is over."),
  waits: z
    .enum(["suspended", "offboarded", "frozen"])
    .optional()
    .describe("What keeps it, whatever day it is: the tenant's state, or freezes that leave no window."),
});

/** The `--json` document of `moves`. */
export const movesDocument = z.strictObject({
  verb: z.literal("moves"),
  moves: z.array(pendingMove).describe("By the day they are for; those without one last."),
});

const dueMove = pendingMove.extend({
  result: z
    .enum(["moved", "would-move", "waits", "refused"])
    .describe("would-move: with --dry-run. waits: the tenant is suspended or has left."),
  refused: z.array(diagnosticDocument).describe("Why it cannot be; empty when it can."),
  problem: z.string().optional().describe("Why its manifest cannot be edited, such as that it is read-only."),
});

/** The `--json` document of `moves --due`. */
export const dueMovesDocument = z.strictObject({
  verb: z.literal("moves --due"),
  moves: z.array(dueMove).describe("Those that are due, by tenant."),
});

/** One thing that a tier promises otherwise than another. */
export type OfferChange = z.infer<typeof offerChange>;

/** What a month costs before and after a move. */
export type PriceChange = z.infer<typeof priceChange>;

/** The `--json` document of `move`. */
export type MoveDocument = z.infer<typeof moveDocument>;

/** The `--json` document of `move --undo`. */
export type MoveUndoDocument = z.infer<typeof moveUndoDocument>;

/** A pending move of one of the estate's tenants. */
export type ListedMove = z.infer<typeof pendingMove>;

/** The `--json` document of `moves`. */
export type MovesDocument = z.infer<typeof movesDocument>;

/** The `--json` document of `moves --due`. */
export type DueMovesDocument = z.infer<typeof dueMovesDocument>;
