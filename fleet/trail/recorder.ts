import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

import { codeVersion } from "../../core/codeVersion.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import type { TrailHead, TrailRecord } from "../../core/trail/trailEntry.ts";
import type { MovePlan } from "../../core/moves/movePlan.ts";
import { stackNameOf, subjectDigest, type StackSubject } from "../stackSubject.ts";
import { userName } from "../userName.ts";
import { appendToTrail, type TrailFiles } from "./trail.ts";

/** A verb that may change something, and is therefore recorded. */
export type RecordedVerb = TrailRecord["verb"];

/** Records one command's runs in the audit trail. */
export interface Recorder {
  /** What is common to all that it records. */
  readonly common: Pick<TrailRecord, "run" | "verb" | "actor">;
  /** Records that the verb begins on a stack, once; nothing may be changed before. */
  readonly started: (subject: StackSubject) => Promise<void>;
  /** Records, before anything is changed, that what is about to be done is of a plan, or that it needed an approval and has it. */
  readonly planned: (subject: StackSubject, steps: NonNullable<TrailRecord["steps"]>) => Promise<void>;
  /** Records how it ended there. */
  readonly ended: (subject: StackSubject, outcome: RunOutcome) => Promise<void>;
  /** Where the trail ended when something was last recorded; null before. */
  readonly head: () => TrailHead | null;
}

/**
 * Opens a recorder for one command. Texts of errors are not recorded: a target's words may quote anything.
 *
 * @param removals why what tenants that have left have may be deleted, by their ids.
 */
export function openRecorder(
  verb: RecordedVerb,
  files: TrailFiles,
  environment: Readonly<Record<string, string | undefined>>,
  removals: ReadonlyMap<string, NonNullable<TrailRecord["removal"]>> = new Map(),
): Recorder {
  const common = { run: randomUUID(), verb, actor: actorOf(environment), code: codeVersion };
  const begun = new Set<string>();
  let head: TrailHead | null = null;
  const append = async (
    record: Pick<TrailRecord, "event" | "subject" | "plan" | "approvals" | "steps" | "removal" | "result" | "changes">,
  ) => {
    const time = new Date().toISOString();
    const gap = (expected: TrailHead): TrailRecord => {
      const nothing = { subject: "", plan: null, approvals: [], result: null, changes: null };
      return { ...common, time, event: "gap", ...nothing, expected };
    };
    head = await appendToTrail(files, [{ ...common, time, ...record }], gap);
  };
  const about = (subject: StackSubject) => ({
    subject: stackNameOf(subject),
    plan: subjectDigest(subject),
    approvals: subject.kind === "tenant" ? approvalsOf(subject.moves) : [],
  });
  return {
    common,
    started: async (subject) => {
      if (begun.has(stackNameOf(subject))) return;
      const removal = removals.get(stackNameOf(subject));
      const why = removal !== undefined && { removal };
      await append({ event: "started", ...about(subject), ...why, result: null, changes: null });
      begun.add(stackNameOf(subject));
    },
    planned: (subject, steps) => append({ event: "planned", ...about(subject), steps, result: null, changes: null }),
    ended: (subject, { result, changes }) => append({ event: "ended", ...about(subject), result, changes }),
    head: () => head,
  };
}

/** Who runs the command; in a run of GitHub Actions also who caused it. */
function actorOf(environment: Readonly<Record<string, string | undefined>>): TrailRecord["actor"] {
  const { GITHUB_ACTIONS: inActions, GITHUB_ACTOR: actor, GITHUB_RUN_ID: run } = environment;
  const pipeline = inActions === "true" && actor !== undefined && run !== undefined ? { actor, run } : undefined;
  return { user: userName(), host: hostname(), ...(pipeline !== undefined && { pipeline }) };
}

function approvalsOf(moves: MovePlan | undefined): TrailRecord["approvals"] {
  return (moves?.subscriptions ?? []).flatMap(({ name, move }) =>
    move?.approvedBy === undefined ? [] : [{ subscription: name, approvedBy: move.approvedBy }],
  );
}
