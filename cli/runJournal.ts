import type { Estate } from "../core/estate/estate.ts";
import type { RunResult } from "../core/results/runs.ts";
import { openFileBackend } from "../fleet/engine/fileBackend.ts";
import { openDeployments } from "../fleet/engine/stackStates.ts";
import { fingerprintOf } from "../fleet/journal/fingerprint.ts";
import { Journal, journalFile } from "../fleet/journal/journal.ts";
import { recordBeginStep, recordEndStep } from "../fleet/journal/taskSteps.ts";
import { rememberStep, skipUnchangedStep } from "../fleet/journal/unchangedStep.ts";
import { leaseStep } from "../fleet/leases/leaseStep.ts";
import type { ProcessIdentity } from "../fleet/leases/processes.ts";
import type { StackStep } from "../fleet/stackSteps.ts";
import { idOf, stackNameOf, type StackSubject } from "../fleet/stackSubject.ts";
import type { Recorder } from "../fleet/trail/recorder.ts";
import { exitCodes, type Context } from "./context.ts";
import type { RunOptions } from "./program.ts";
import type { Engine } from "./runStacks.ts";

/** How long is waited for others that work on a stack, in seconds, where nothing else is said. */
export const defaultWait = 600;

/** A run's hand on the journal, as the steps around each stack and what comes at the end. */
export interface RunJournal {
  /** Around everything else. */
  readonly outer: readonly StackStep[];
  /** Around what may change a stack. */
  readonly inner: readonly StackStep[];
  /** Writes which process the engine is that works on a stack. */
  readonly engineStarted: (subject: StackSubject, engine: Pick<ProcessIdentity, "pid" | "startTime">) => void;
  /** Whether the last run of a stack, by its name, is known not to have ended well. */
  readonly endedBadly: (stack: string) => boolean;
  /** Writes how the run ended. */
  readonly end: (exitCode: number) => void;
}

/** What is to be run, as far as the journal asks. */
export interface JournalledWork {
  readonly verb: "up" | "preview" | "destroy";
  readonly subjects: readonly StackSubject[];
  /** Records it in the audit trail; absent where nothing can change, and nothing is to be remembered. */
  readonly recorder?: Recorder | undefined;
}

/** Of a run that changes nothing. */
const nothing: RunJournal = {
  outer: [],
  inner: [],
  engineStarted: () => undefined,
  endedBadly: () => false,
  end: () => undefined,
};

/**
 * Opens the journal for a run: it remembers what was done, what has not changed, and who is at work. Where it cannot be kept, the run goes
 * on without it, which is told.
 *
 * @throws NewerJournalError when a newer version has written the journal.
 */
export function openRunJournal(
  work: JournalledWork,
  { manifest }: Estate,
  { workspace, findPulumi }: Engine,
  { refresh = false, resumes, wait = defaultWait }: RunOptions,
  { note }: Context,
): RunJournal {
  const { verb, subjects, recorder } = work;
  if (recorder === undefined) return nothing;
  const tasks = subjects.map((subject) => ({ stack: stackNameOf(subject), subject: idOf(subject) }));
  const file = journalFile(workspace.directory, manifest);
  const journal = Journal.begin(file, { ...recorder.common, refresh, resumes, tasks }, note);
  if (journal === undefined) return nothing;
  const lockDirectory = openFileBackend(workspace)?.lockDirectory;
  const fingerprint = fingerprintOf(manifest, workspace);
  const memory = { journal, fingerprint, states: openDeployments(workspace, findPulumi), lockDirectory };
  const skip = verb === "up" && !refresh ? [skipUnchangedStep(memory)] : [];
  const lease = leaseStep({ journal, wait: wait * 1000, lockDirectory, note });
  return {
    outer: [recordEndStep(journal)],
    // What has not changed asks for no lease; what was waited for, another run may have applied meanwhile.
    inner: [...skip, lease, ...skip, ...(verb === "up" ? [rememberStep(memory)] : []), recordBeginStep(journal)],
    engineStarted: (subject, engine) => {
      journal.engineStarted(stackNameOf(subject), engine);
    },
    endedBadly: (stack) => journal.endedBadly(stack),
    end: (exitCode) => {
      journal.end(results[exitCode] ?? "failed");
    },
  };
}

const results: Readonly<Record<number, RunResult>> = {
  [exitCodes.done]: "done",
  [exitCodes.findings]: "failed",
  [exitCodes.someFailed]: "some-failed",
  [exitCodes.approvalNeeded]: "needs-approval",
  [exitCodes.interrupted]: "interrupted",
};
