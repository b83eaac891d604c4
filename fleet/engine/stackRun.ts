import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { resolve } from "node:path";

import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { checkMoves } from "../../core/moves/checkMoves.ts";
import type { Erasure } from "../../core/offboarding/erasure.ts";
import { readRunning } from "../../core/moves/runningStack.ts";
import { stepsOf } from "../../core/plans/stepsOf.ts";
import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import { serviceKinds } from "../../components/registry.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";
import type { ProgramSettings } from "../../stacks/providers.ts";
import { tenantProgram } from "../../stacks/tenant.ts";
import { stackNameOf, type StackSubject } from "../stackSubject.ts";
import type { Workspace } from "../workspace.ts";
import { destroyProtected } from "./destroyProtected.ts";
import { readDiagnostics } from "./diagnostics.ts";
import type { EngineProcess } from "./engineProcess.ts";
import { changesOf, outcomeOf, type Operation } from "./outcome.ts";
import { EngineError, openStackEngine } from "./stackEngine.ts";
import { openDeployments, stateOf } from "./stackStates.ts";

/** One run of one stack. */
export interface StackRun {
  readonly operation: Operation;
  readonly subject: StackSubject;
  readonly estate: EstateManifest;
  readonly workspace: Workspace;
  /** The directory with bin/pulumi in it. */
  readonly pulumiRoot: string;
  /** Whether the state is first brought in line with what the target has. `destroy` never does. */
  readonly refresh: boolean;
  /** The engine's own plan, an absolute path: written by `preview`, and kept to by `up`, which stops where it would have to leave it. */
  readonly planFile?: string | undefined;
  /** For a `destroy`: deletes what is in buckets and vaults, too. */
  readonly erasure?: Erasure | undefined;
  /** Variables for the engine beside the workspace's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Aborts gracefully: what is under way is finished, the rest is not started. */
  readonly signal: AbortSignal;
  /** Told of every resource that is done, with the number so far. */
  readonly onProgress: (done: number) => void;
  /** Told of each process of the engine's that works on the stack, when it has been started. */
  readonly onEngine?: (process: EngineProcess) => void;
}

/** Runs one stack's program through the real engine. Failures are in the outcome; only bugs throw. */
export async function runStack(run: StackRun): Promise<RunOutcome> {
  const started = performance.now();
  const secondsSince = (): number => Math.round(performance.now() - started) / 1000;
  const events: EngineEvent[] = [];
  let thrown: unknown;
  try {
    const refusals = await operate(run, events);
    if (refusals.length > 0) {
      const result = refusals.every(({ code }) => code === "TEN220") ? "needs-approval" : "refused";
      return nothingDone({ result, seconds: secondsSince(), errors: refusals.map(formatDiagnostic) });
    }
  } catch (error) {
    thrown = error;
  }
  const counted = changesOf(events);
  // What a destroy updates are marks and providers, which are nothing in any target.
  const changes = run.operation === "destroy" ? { ...counted, update: 0 } : counted;
  const failed = thrown !== undefined;
  return {
    result: !failed ? outcomeOf(run.operation, events) : run.signal.aborted ? "interrupted" : "failed",
    changes,
    resources:
      run.operation === "destroy" && !failed ? 0 : changes.create + changes.update + changes.replace + changes.same,
    seconds: secondsSince(),
    attempts: 1,
    failure: !failed || run.signal.aborted ? null : isCrash(thrown) ? "crashed" : "permanent",
    errors: failed ? readDiagnostics(events, thrown) : [],
    ...(run.operation === "preview" && !failed && { steps: stepsOf(events) }),
  };
}

/** A process that a signal has ended says nothing of what it was asked for, unless it is we who interrupted it. */
function isCrash(thrown: unknown): boolean {
  return thrown instanceof EngineError && thrown.killed;
}

/** Does what is to be done; gives what keeps it from being begun. */
async function operate(run: StackRun, events: EngineEvent[]): Promise<readonly Diagnostic[]> {
  const { operation, subject, workspace, estate, signal } = run;
  const stack = stackNameOf(subject);
  let done = 0;
  const engine = openStackEngine({
    stack,
    workspace,
    pulumiRoot: run.pulumiRoot,
    program: () => runProgram(run),
    signal,
    onEvent: (event) => {
      events.push(event);
      if (event.resOutputsEvent !== undefined || event.resOpFailedEvent !== undefined) run.onProgress(++done);
    },
    onStarted: run.onEngine,
    ...(run.environment !== undefined && { environment: run.environment }),
  });
  const deployments = openDeployments(workspace, () => Promise.resolve(run.pulumiRoot));
  const deployment = (await deployments.read(stack)) ?? undefined;
  const refusals = checkStackMoves(subject, deployment);
  if (refusals.length > 0) return refusals;
  // A destroy runs the program, and would leave in an empty state what no target has: components and providers.
  if (operation === "destroy" && stateOf(deployment) === undefined) return [];
  if (deployment === undefined && (await deployments.version(stack)) === undefined) {
    // Stacks are named in each call: none is selected, because a selection is a file that all runs share.
    await engine.command(["stack", "init", "--no-select", "--secrets-provider", estate.spec.secrets.provider]);
  }
  const refresh = run.refresh ? ["--refresh"] : [];
  const plan = run.planFile === undefined ? [] : [operation === "up" ? "--plan" : "--save-plan", run.planFile];
  if (operation === "up") await engine.operate(["up", "--yes", "--skip-preview", ...refresh, ...plan]);
  else if (operation === "preview") await engine.operate(["preview", ...refresh, ...plan]);
  else await destroyProtected(engine, deployment, run.erasure);
  return [];
}

/** What keeps the subscriptions from becoming what they should, given what the stack's outputs say that runs. */
function checkStackMoves(subject: StackSubject, deployment: unknown): readonly Diagnostic[] {
  if (subject.kind !== "tenant" || subject.moves === undefined) return [];
  return checkMoves(subject.moves, readRunning(stateOf(deployment)?.outputs), serviceKinds);
}

async function runProgram({ subject, workspace, operation, erasure }: StackRun): Promise<Record<string, unknown>> {
  if (operation === "destroy") (await import("./markDestroyed.ts")).markDestroyed();
  if (erasure !== undefined) (await import("./letErase.ts")).letErase(erasure);
  const settings: ProgramSettings = {
    resolvePath: (path) => resolve(workspace.directory, path),
    protect: operation !== "destroy",
  };
  if (subject.kind === "tenant") return { ...(await tenantProgram(subject.resolved, settings)) };
  // Cells are few and run seldom: tenants' threads do not load what only a cell has.
  const { cellProgram } = await import("../../stacks/cell.ts");
  return { ...(await cellProgram(subject.cell, subject.shared ?? [], settings)) };
}
