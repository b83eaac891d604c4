import type { Estate } from "../core/estate/estate.ts";
import type { Erasure } from "../core/offboarding/erasure.ts";
import { nothingDone, type RunOutcome } from "../core/results/runOutcome.ts";
import type { TrailHead } from "../core/trail/trailEntry.ts";
import type { EngineProcess } from "../fleet/engine/engineProcess.ts";
import { lastUpdateFailed } from "../fleet/engine/lastUpdate.ts";
import { RunningEngines } from "../fleet/engine/runningEngines.ts";
import { Slots } from "../fleet/engine/slots.ts";
import { openDeployments, type FindPulumi } from "../fleet/engine/stackStates.ts";
import { nothingToRunStep } from "../fleet/offboarding/nothingToRunStep.ts";
import { localRunner } from "../fleet/runner/localRunner.ts";
import { exitCodeOf } from "../fleet/runner/results.ts";
import { runFleet, type Ended } from "../fleet/runner/runFleet.ts";
import { spanStep } from "../fleet/runner/spanStep.ts";
import { openSettler } from "../fleet/settle/settle.ts";
import { settleStep } from "../fleet/settle/settleStep.ts";
import { withSteps, type StackStep, type StackTask } from "../fleet/stackSteps.ts";
import { idOf, type StackSubject } from "../fleet/stackSubject.ts";
import { trailFiles } from "../fleet/trail/trail.ts";
import { openRecorder, type RecordedVerb, type Recorder } from "../fleet/trail/recorder.ts";
import { lacksPassphrase, prepareWorkspace, type Workspace } from "../fleet/workspace.ts";
import { exitCodes, UserError, type Context } from "./context.ts";
import { guardOfUp } from "./guard.ts";
import { interruptSignal } from "./interrupt.ts";
import { openRunTracing } from "./openRunTracing.ts";
import type { RunOptions } from "./program.ts";
import { openRunJournal, type RunJournal } from "./runJournal.ts";
import { toleratedFailures } from "./runnerOptions.ts";
import { runnerSteps } from "./runnerSteps.ts";
import { tellRun } from "./tellRun.ts";

/** What runs the stacks of an estate. */
export interface Engine {
  readonly workspace: Workspace;
  /** Gets the Pulumi CLI, once, when it is first needed. */
  readonly findPulumi: FindPulumi;
}

/** Gets the Pulumi CLI when it is first asked for, and only once. */
export function pulumiFinder(context: Context): FindPulumi {
  let root: Promise<string> | undefined;
  const find = async (): Promise<string> => {
    const { ensurePulumi } = await import("../tools/pulumi/ensure.ts");
    return (await ensurePulumi({ env: context.environment, onProgress: context.note })).root;
  };
  return () => (root ??= find());
}

/** Makes an estate's workspace ready, for verbs that change stacks. */
export function prepareEngine(estate: Estate, directory: string, context: Context): Engine {
  const workspace = prepareWorkspace(directory, estate.manifest, context.environment);
  if (lacksPassphrase(workspace, estate.manifest, context.environment)) {
    throw new UserError(
      "The estate encrypts secrets by passphrase and none, or an empty one, is given. Set PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it, " +
        "or name a key service in the estate's spec.secrets.provider.",
    );
  }
  return { workspace, findPulumi: pulumiFinder(context) };
}

/** Opens what records a verb's runs in the estate's audit trail. */
export function recorderOf(
  verb: RecordedVerb,
  estate: Estate,
  { workspace }: Engine,
  context: Context,
  removals?: Parameters<typeof openRecorder>[3],
): Recorder {
  return openRecorder(verb, trailFiles(workspace.directory, estate.manifest), context.environment, removals);
}

/** What is to be run. */
export interface Work<Subject extends StackSubject> {
  readonly verb: "up" | "preview" | "destroy";
  /** What the subjects are. */
  readonly what: "tenants" | "cells";
  readonly subjects: readonly Subject[];
  /** Records it in the audit trail; absent where nothing can change. */
  readonly recorder?: Recorder | undefined;
  /** Why a subject must not be run, by id; empty where nothing is against it. */
  readonly refusals?: ReadonlyMap<string, string>;
  /** The engine's own plan of a subject: a preview writes it, an `up` keeps to it. */
  readonly planFileOf?: (subject: StackSubject) => string;
  /** For a `destroy`: deletes what is in buckets and vaults, too. */
  readonly erasure?: Erasure;
  /** Stands in the place of the guard, where its questions have been answered for all subjects together. */
  readonly guard?: StackStep;
  /** Says when a stack's turn has come whether it is begun at all. */
  readonly admit?: StackStep;
  /** Stands around a stack's run once that holds the lease and is recorded: around all of its attempts. */
  readonly around?: StackStep;
  /** Aborts gracefully; interrupting the process does when absent. */
  readonly signal?: AbortSignal;
}

/** How a run over stacks ended. */
export interface StacksRun<Subject extends StackSubject> {
  /** Each subject's outcome, in the order given. */
  readonly ended: readonly Ended<Subject>[];
  readonly exitCode: number;
  /** Where the audit trail ends after it; null where nothing was recorded. */
  readonly trail: TrailHead | null;
}

/**
 * Runs the stacks, tells of it meanwhile, and stops gracefully when it is interrupted.
 * A stack whose run cannot be recorded in the audit trail is not run.
 */
export async function runStacks<Subject extends StackSubject>(
  { verb, what, subjects, recorder, refusals, signal: given, ...work }: Work<Subject>,
  estate: Estate,
  engine: Engine,
  options: RunOptions,
  context: Context,
): Promise<StacksRun<Subject>> {
  const { workspace, findPulumi } = engine;
  const { limits } = estate.manifest.spec.fleet;
  const telling = tellRun({ verb, what, total: subjects.length }, options, context);
  const signal = given ?? interruptSignal(context);
  const tracing = await openRunTracing(options, context);
  const journal = openRunJournal({ verb, subjects, recorder }, estate, engine, options, context);
  const slots = new Slots();
  const engines = new RunningEngines();
  const onEngine = (subject: StackSubject, process: EngineProcess): void => {
    engines.started(subject, process);
    journal.engineStarted(subject, process);
  };
  const runEngine = async (task: StackTask, operation = verb): Promise<RunOutcome> => {
    const { subject, signal: stop, onProgress, planFile = work.planFileOf?.(subject) } = task;
    return slots.run({
      operation,
      subject,
      planFile,
      estate: estate.manifest,
      workspace,
      pulumiRoot: await findPulumi(),
      refresh: options.refresh ?? false,
      erasure: work.erasure,
      signal: stop,
      onProgress,
      onEngine: (process) => {
        onEngine(subject, process);
      },
    });
  };
  const preview = (task: StackTask, planFile: string): Promise<RunOutcome> =>
    runEngine({ ...task, planFile }, "preview");
  const guard = guardOfUp(estate, engine, options, context, recorder, subjects, preview);
  // From the outside in: what comes later sees only what is let through.
  const steps = [
    spanStep(tracing, what === "tenants" ? "tenant" : "cell"),
    ...journal.outer,
    refuse(refusals),
    ...(work.admit === undefined ? [] : [work.admit]),
    ...(verb === "destroy" ? [] : [nothingToRunStep(verb, openDeployments(workspace, findPulumi))]),
    ...journal.inner,
    ...(recorder === undefined ? [] : [record(recorder, context.note)]),
    ...(work.around === undefined ? [] : [work.around]),
    ...runnerSteps(limits, options, verb !== "preview", telling.onEvent, tracing, (subject) => {
      engines.endAtOnce(subject);
    }),
    ...(verb === "preview"
      ? []
      : [spanStep(tracing, "settle"), settle(estate, engine, onEngine, journal, context.note)]),
    ...(verb === "up" ? [spanStep(tracing, "guard"), work.guard ?? guard.step] : []),
    spanStep(tracing, "engine"),
  ];
  const fleetRun = {
    runner: localRunner,
    subjects,
    concurrency: options.concurrency,
    limits,
    haltRules: { tolerated: toleratedFailures(options, subjects.length), cellFailures: limits.cellFailures },
    signal,
    onEvent: telling.onEvent,
    runStack: withSteps(runEngine, steps),
  };
  const ended = await tracing.span(`tenantry ${verb}`, { "tenantry.total": subjects.length }, () => runFleet(fleetRun));
  await Promise.all([slots.close(), guard.close()]);
  await tracing.end();
  const outcomes = ended.map(([, outcome]) => outcome);
  const exitCode = signal.aborted ? exitCodes.interrupted : exitCodeOf(outcomes);
  journal.end(exitCode);
  telling.end(outcomes, exitCode);
  return { ended, exitCode, trail: recorder?.head() ?? null };
}

/** Runs nothing that there is a refusal for. */
function refuse(refusals: ReadonlyMap<string, string> | undefined): StackStep {
  return async (task, next) => {
    const refusal = refusals?.get(idOf(task.subject));
    return refusal === undefined ? next(task) : nothingDone({ result: "refused", errors: [refusal] });
  };
}

/** Settles what an earlier run, or an earlier attempt of this one, has left in doubt. */
function settle(
  { manifest }: Estate,
  { workspace, findPulumi }: Engine,
  onEngine: RunJournal["engineStarted"],
  journal: RunJournal,
  note: Context["note"],
): StackStep {
  return settleStep({
    settler: openSettler({ manifest, workspace, findPulumi, onEngine }),
    // What died in between left no word of its own in the stack's history, and the journal may have been lost.
    endedBadly: async (stack) => journal.endedBadly(stack) || (await lastUpdateFailed(stack, workspace, findPulumi)),
    note,
  });
}

/** Records in the audit trail that a stack's run begins, and how it ended. What cannot be recorded is not run. */
function record(recorder: Recorder, note: Context["note"]): StackStep {
  return async (task, next) => {
    try {
      await recorder.started(task.subject);
    } catch (error) {
      return nothingDone({
        result: "failed",
        failure: "permanent",
        errors: [`Nothing was touched: ${notRecorded(error)}`],
      });
    }
    const outcome = await next(task);
    try {
      await recorder.ended(task.subject, outcome);
    } catch (error) {
      note(`${idOf(task.subject)}: it has run, and ${notRecorded(error)}`);
    }
    return outcome;
  };
}

/** What keeps a run from being recorded, as the end of a sentence. */
export function notRecorded(error: unknown): string {
  return `the audit trail cannot be written: ${error instanceof Error ? error.message : String(error)}.`;
}
