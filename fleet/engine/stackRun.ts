import { LocalWorkspace, type EngineEvent, type OpMap, type Stack } from "@pulumi/pulumi/automation/index.js";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { checkMoves } from "../../core/moves/checkMoves.ts";
import type { MovePlan } from "../../core/moves/movePlan.ts";
import { readRunning } from "../../core/moves/runningStack.ts";
import { subscribedTiers, type ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import { nothingDone, type ResourceChanges, type TenantRunResult } from "../../core/results/tenantRun.ts";
import { serviceKinds } from "../../components/registry.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";
import { tenantProgram } from "../../stacks/tenant.ts";
import { describeTarget } from "../describeTarget.ts";
import type { Workspace } from "../workspace.ts";
import { destroyProtected } from "./destroyProtected.ts";
import { readDiagnostics } from "./diagnostics.ts";
import { projectName, projectSettings } from "./projectSettings.ts";
import { pulumiCommand } from "./pulumiCommand.ts";

/** What is to be done to a tenant's stack. */
export type Operation = "up" | "preview" | "destroy";

/** One run of one tenant's stack. */
export interface StackRun {
  readonly operation: Operation;
  readonly resolved: ResolvedTenant;
  readonly estate: EstateManifest;
  readonly workspace: Workspace;
  /** The directory with bin/pulumi in it. */
  readonly pulumiRoot: string;
  /** Whether the state is first brought in line with what the target has. `destroy` never does. */
  readonly refresh: boolean;
  /** What the subscriptions should become, to be checked against what runs; absent where nothing moves, as in `destroy`. */
  readonly moves?: MovePlan | undefined;
  /** Aborts gracefully: what is under way is finished, the rest is not started. */
  readonly signal: AbortSignal;
  /** Told of every resource that is done, with the number so far. */
  readonly onProgress: (done: number) => void;
}

/** Runs one tenant's program through the real engine. Failures are in the result; only bugs throw. */
export async function runStack(run: StackRun): Promise<TenantRunResult> {
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
      return nothingDone(run.resolved.id, { result, tiers: subscribedTiers(run.resolved), seconds, errors });
    }
    const options = { onEvent, signal: run.signal, color: "never" } as const;
    if (run.operation === "up") await stack.up({ ...options, refresh: run.refresh });
    else if (run.operation === "preview") await stack.preview({ ...options, refresh: run.refresh });
    else await destroyProtected(stack, options, (args) => runOnStack(run, stack, args));
  } catch (error) {
    thrown = error;
  }
  const changes = changesOf(events);
  const { subscriptions } = run.resolved;
  return {
    tenant: run.resolved.id,
    tiers: subscribedTiers(run.resolved),
    targets: [...new Set(subscriptions.map(({ cell }) => describeTarget(cell, run.estate)))],
    result: thrown === undefined ? outcomeOf(run.operation, changes) : run.signal.aborted ? "interrupted" : "failed",
    changes,
    resources:
      run.operation === "destroy" && thrown === undefined
        ? 0
        : changes.create + changes.update + changes.replace + changes.same,
    seconds: Math.round(performance.now() - started) / 1000,
    errors: thrown === undefined ? [] : readDiagnostics(events, thrown),
  };
}

/** What keeps the subscriptions from becoming what they should, given what the stack's outputs say that runs. */
async function checkStackMoves(run: StackRun, stack: Stack): Promise<Diagnostic[]> {
  if (run.moves === undefined) return [];
  const outputs = await runOnStack(run, stack, ["stack", "output", "--json"]);
  return checkMoves(run.moves, readRunning(JSON.parse(outputs)), serviceKinds);
}

/** Runs a command of the CLI on the stack, for what the Automation API lacks or does with more processes. */
async function runOnStack(
  { resolved, workspace, pulumiRoot }: StackRun,
  stack: Stack,
  args: readonly string[],
): Promise<string> {
  const command = await pulumiCommand(pulumiRoot);
  const all = [...args, "--stack", resolved.id, "--non-interactive"];
  const { stdout } = await command.run(all, stack.workspace.workDir, { ...workspace.environment });
  return stdout;
}

async function openStack(run: StackRun): Promise<Stack> {
  const { resolved, workspace, estate } = run;
  const workDir = join(workspace.stateDirectory, "work", resolved.id);
  mkdirSync(workDir, { recursive: true });
  const program = (): Promise<Record<string, unknown>> =>
    tenantProgram(resolved, {
      resolvePath: (path) => resolve(workspace.directory, path),
      protect: run.operation !== "destroy",
    }) as unknown as Promise<Record<string, unknown>>;
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: resolved.id, projectName, program },
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

function changesOf(events: readonly EngineEvent[]): ResourceChanges {
  const counted = events.findLast((event) => event.summaryEvent !== undefined)?.summaryEvent?.resourceChanges;
  const count = (key: keyof OpMap): number => counted?.[key] ?? 0;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    same: count("same") + count("read") + count("refresh"),
  };
}

function outcomeOf(operation: Operation, changes: ResourceChanges): TenantRunResult["result"] {
  if (operation === "preview") return "previewed";
  if (operation === "destroy") return "destroyed";
  if (changes.create + changes.update + changes.replace + changes.delete === 0) return "unchanged";
  return changes.same + changes.update + changes.replace + changes.delete === 0 ? "created" : "updated";
}
