import { z } from "zod";

import { ring } from "../schema/fields.ts";
import { rolloutSchema } from "../schema/rollout.ts";

const moment = z.iso.datetime();
const { metadata, spec, status } = rolloutSchema.shape;
const { service, tier, from, to } = spec.shape;

const rolloutSummary = z.strictObject({
  name: metadata.shape.name,
  service: service.nullable(),
  tier: tier.nullable(),
  from: from.nullable().describe("Null for a rollout of code."),
  to: to.nullable().describe("Null for a rollout of code."),
  state: status.unwrap().shape.state.unwrap(),
  undoing: z.boolean().describe("Its waves go back to the old version."),
  wave: z.int().nonnegative().describe("How many waves have begun."),
  reason: z.string().nullable(),
  tenants: z.int().nonnegative().describe("How many tenants it is of, the suspended ones among them."),
  reached: z.int().nonnegative().describe("How many of them have the new version, or are being brought to it."),
  failed: z.int().nonnegative(),
});

/** A rollout in short. */
export type RolloutSummary = z.infer<typeof rolloutSummary>;

const expectedWave = z.strictObject({
  wave: z.int().positive(),
  tenants: z.array(z.string()),
  from: moment.describe("The instant at which it may begin at the earliest: the tenants' windows are open then."),
});

const rolloutTenant = z.strictObject({
  tenant: z.string(),
  ring,
  state: z
    .enum(["reached", "open", "failed", "waiting", "suspended", "no-window"])
    .describe(
      "open: its wave has begun, and it is not known yet how it ended. no-window: its window never opens, so it is not waited for.",
    ),
  why: z.string().nullable().describe("At what it failed."),
  wanted: z.array(z.string()).describe("What it should run of the rollout's tier, such as `apps: standard@2`."),
  running: z.array(z.string()).describe("What it runs by its stack's own outputs; empty when nothing runs."),
  window: moment.nullable().describe("When its next maintenance window opens; null where it is open, or never opens."),
});

/** A tenant of a rollout. */
export type RolloutTenant = z.infer<typeof rolloutTenant>;

const pinned = z.strictObject({
  tenant: z.string(),
  subscription: z.string(),
  version: z.int().positive().describe("The version that it is pinned to; it stays there."),
  endOfSupport: z.iso.date().nullable().describe("The first day on which nothing may run on that version any more."),
});

/** A pinned subscription, which a rollout leaves alone. */
export type PinnedSubscription = z.infer<typeof pinned>;

/** The `--json` document of `rollout status`, and of `rollout start`, `pause`, `resume`, `abort` and `rollback`. */
export const rolloutDocument = z.strictObject({
  verb: z.enum([
    "rollout start",
    "rollout status",
    "rollout pause",
    "rollout resume",
    "rollout abort",
    "rollout rollback",
  ]),
  written: z.boolean().describe("Whether the rollout's document was written."),
  rollout: rolloutSummary,
  tenants: z.array(rolloutTenant).describe("In the order of their waves."),
  pinned: z.array(pinned),
  expected: z.array(expectedWave).describe("The waves to come, if nobody fails and no run takes any time."),
});

/** One rollout with all that is to be told of it. */
export type RolloutDocument = z.infer<typeof rolloutDocument>;

/** The `--json` document of `rollout status` without a name. */
export const rolloutsDocument = z.strictObject({
  verb: z.literal("rollout status"),
  rollouts: z.array(rolloutSummary).describe("In the order of their names."),
});

/** The `--json` document of `rollout run`. */
export const rolloutRunDocument = z.strictObject({
  verb: z.literal("rollout run"),
  rollout: rolloutSummary,
  waves: z
    .array(
      z.strictObject({
        wave: z.int().nonnegative(),
        tenants: z.array(
          z.strictObject({
            tenant: z.string(),
            result: z.enum(["well", "failed", "refused", "not-begun"]),
            why: z.string().nullable(),
          }),
        ),
      }),
    )
    .describe("The waves of this run."),
  end: z.strictObject({
    end: z
      .enum(["finished", "wait", "stuck", "rests", "once", "interrupted", "not-begun", "lost"])
      .describe(
        "Why nothing more was done. stuck: the windows of those whose turn it is never open. rests: it is paused, stopped or over. not-begun: none of a wave could be begun. lost: its document was taken away meanwhile.",
      ),
    until: moment.nullable().describe("For wait: when the next window opens."),
    tenants: z.array(z.string()).describe("Whom that is about: who is waited for, has no window, or is suspended."),
  }),
});

/** What one run of a rollout did. */
export type RolloutRunDocument = z.infer<typeof rolloutRunDocument>;

/** The `--json` document of `status --versions`. */
export const versionsDocument = z.strictObject({
  verb: z.literal("status"),
  versions: z.array(
    z.strictObject({
      tenant: z.string(),
      subscription: z.string(),
      service: z.string(),
      asked: z.string().describe("What the manifest says: `standard@1`, or `standard` for what the ring follows."),
      pinned: z.boolean(),
      wanted: z.string().describe("The version that this comes to today, such as `standard@2`."),
      running: z.string().nullable().describe("The version that runs by the stack's own outputs; null when none does."),
      state: z
        .enum(["in-sync", "differs", "other-version", "incomplete", "not-provisioned"])
        .describe(
          "in-sync alone is well. differs: the version is the one that is asked for, and something else is not.",
        ),
      rollout: z.string().nullable().describe("The rollout that holds it on its version, or brings it to it."),
      endOfSupport: z.iso
        .date()
        .nullable()
        .describe("The first day on which nothing may run any more on the version that is wanted."),
    }),
  ),
});

/** Who is on what. */
export type VersionsDocument = z.infer<typeof versionsDocument>;
