import { LocalWorkspace, type EngineEvent, type Stack } from "@pulumi/pulumi/automation/index.js";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { checkMoves } from "../../core/moves/checkMoves.ts";
import { readRunning } from "../../core/moves/runningStack.ts";
import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import { serviceKinds } from "../../components/registry.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";
import type { ProgramSettings } from "../../stacks/providers.ts";
import { tenantProgram } from "../../stacks/tenant.ts";
import { stackNameOf, type StackSubject } from "../stackSubject.ts";
import type { Workspace } from "../workspace.ts";
import { destroyProtected } from "./destroyProtected.ts";
import { readDiagnostics } from "./diagnostics.ts";
import { changesOf, outcomeOf, type Operation } from "./outcome.ts";
import { projectName, projectSettings } from "./projectSettings.ts";
import { pulumiCommand } from "./pulumiCommand.ts";

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
  /** Aborts gracefully: what is under way is finished, the rest is not started. */
  readonly signal: AbortSignal;
  /** Told of every resource that is done, with the number so far. */
  readonly onProgress: (done: number) => void;
}

/** Runs one stack's program through the real engine. Failures are in the outcome; only bugs throw. */
export async function runStack(run: StackRun): Promise<RunOutcome> {
  const started = performance.now();
  const events: EngineEvent[] = [];
  let done = 0;
  const onEvent = (event: EngineEvent): void => {
    events.push(event);
    if (event.resOutputsEvent !== undefined || event.resOpFailedEvent !== undefined) run.onProgress(++done);
  };
  let thrown: unknown;
  try {
    const stack = await openStack(run);
    const refusals = await checkStackMoves(run, stack);
    if (refusals.length > 0) {
      const result = refusals.every(({ code }) => code === "TEN220") ? "needs-approval" : "refused";
      const errors = refusals.map(formatDiagnostic);
      const seconds = Math.round(performance.now() - started) / 1000;
      return nothingDone({ result, seconds, errors });
    }
    const options = { onEvent, signal: run.signal, color: "never" } as const;
    if (run.operation === "up") await stack.up({ ...options, refresh: run.refresh });
    else if (run.operation === "preview") await stack.preview({ ...options, refresh: run.refresh });
    else await destroyProtected(stack, options, (args) => runOnStack(run, stack, args));
  } catch (error) {
    thrown = error;
  }
  const changes = changesOf(events);
  return {
    result: thrown === undefined ? outcomeOf(run.operation, events) : run.signal.aborted ? "interrupted" : "failed",
    changes,
    resources:
      run.operation === "destroy" && thrown === undefined
        ? 0
        : changes.create + changes.update + changes.replace + changes.same,
    seconds: Math.round(performance.now() - started) / 1000,
    attempts: 1,
    failure: thrown === undefined || run.signal.aborted ? null : "permanent",
    errors: thrown === undefined ? [] : readDiagnostics(events, thrown),
  };
}

/** What keeps the subscriptions from becoming what they should, given what the stack's outputs say that runs. */
async function checkStackMoves(run: StackRun, stack: Stack): Promise<Diagnostic[]> {
  const { subject } = run;
  if (subject.kind !== "tenant" || subject.moves === undefined) return [];
  const outputs = await runOnStack(run, stack, ["stack", "output", "--json"]);
  return checkMoves(subject.moves, readRunning(JSON.parse(outputs)), serviceKinds);
}

/** Runs a command of the CLI on the stack, for what the Automation API lacks or does with more processes. */
async function runOnStack(
  { subject, workspace, pulumiRoot }: StackRun,
  stack: Stack,
  args: readonly string[],
): Promise<string> {
  const command = await pulumiCommand(pulumiRoot);
  const all = [...args, "--stack", stackNameOf(subject), "--non-interactive"];
  const { stdout } = await command.run(all, stack.workspace.workDir, { ...workspace.environment });
  return stdout;
}

async function openStack(run: StackRun): Promise<Stack> {
  const { workspace, estate } = run;
  const stackName = stackNameOf(run.subject);
  const workDir = join(workspace.stateDirectory, "work", stackName);
  mkdirSync(workDir, { recursive: true });
  const program = (): Promise<Record<string, unknown>> => runProgram(run);
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName, projectName, program },
    {
      workDir,
      pulumiCommand: await pulumiCommand(run.pulumiRoot),
      envVars: { ...workspace.environment },
      secretsProvider: estate.spec.secrets.provider,
      projectSettings: projectSettings(workspace),
    },
  );
  // After a run the Automation API asks the CLI for outputs and history: three more processes, a quarter of the time of a
  // small tenant, for answers that nobody reads. The events have told everything.
  return Object.assign(stack, { outputs: () => Promise.resolve({}), info: () => Promise.resolve(undefined) });
}

async function runProgram({ subject, workspace, operation }: StackRun): Promise<Record<string, unknown>> {
  const settings: ProgramSettings = {
    resolvePath: (path) => resolve(workspace.directory, path),
    protect: operation !== "destroy",
  };
  if (subject.kind === "tenant") return { ...(await tenantProgram(subject.resolved, settings)) };
  // Cells are few and run seldom: tenants' threads do not load what only a cell has.
  const { cellProgram } = await import("../../stacks/cell.ts");
  return { ...(await cellProgram(subject.cell, settings)) };
}
