import type { Estate } from "../../core/estate/estate.ts";
import { factsOf, summaryOf } from "../../core/rollouts/describe.ts";
import { mayBegin } from "../../core/rollouts/nextStep.ts";
import type { WaveResult } from "../../core/rollouts/transitions.ts";
import type { RolloutRunDocument, RolloutSummary } from "../../core/results/rollouts.ts";
import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import { targetsOf } from "../../fleet/describeTarget.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { advance, type RolloutEnd, type RolloutWorld, type Wave, type WaveRun } from "../../fleet/rollouts/advance.ts";
import { openRolloutFile, type RolloutFile } from "../../fleet/rollouts/rolloutFile.ts";
import { idOf, tenantSubject } from "../../fleet/stackSubject.ts";
import type { StackStep } from "../../fleet/stackSteps.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatRolloutRun } from "../../reports/rolloutReport.ts";
import { clockOf, exitCodes, type Context } from "../context.ts";
import { carryingOut } from "../exclusive.ts";
import { interruptSignal } from "../interrupt.ts";
import { judgeChange, openValidEstate } from "../openValidEstate.ts";
import { rolloutNamed } from "../rollouts.ts";
import type { RolloutRunOptions } from "../rolloutVerbs.ts";
import { prepareEngine, recorderOf, runStacks, type Engine } from "../runStacks.ts";

/** `rollout run`: as many waves of a rollout as may be run now. */
export async function rolloutRun(name: string, options: RolloutRunOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "rollout run", context);
  const { document } = rolloutNamed(name, opened.estate);
  const engine = prepareEngine(opened.estate, opened.directory, context);
  const file = openRolloutFile(opened.directory, document.name);
  const signal = interruptSignal(context);
  const now = clockOf(context);
  // Warnings are told once, and not with every wave.
  let known = opened;
  let isFirst = true;
  const quiet = { ...context, note: () => undefined };
  const world: RolloutWorld = {
    read: () => {
      if (!isFirst) known = openValidEstate(options, "rollout run", quiet);
      isFirst = false;
      const rollout = rolloutNamed(name, known.estate).manifest;
      return { rollout, facts: factsOf(known.estate, rollout, now()) };
    },
    document: file.read,
    judge: (status) => {
      const proposed = { name: document.name, text: file.textWith(status) };
      judgeChange(proposed, "wave of the rollout", options, "rollout run", context);
    },
    write: file.write,
    isInterrupted: () => signal.aborted,
    run: (wave) => {
      const { estate } = openValidEstate(options, "rollout run", quiet);
      return runWave(wave, { estate, engine, file, name: document.name, now, signal }, options, context);
    },
  };
  const { waves, end } = await carryingOut(name, opened.directory, context, () => advance(world, options.once));
  const rollout = summaryOf(known.estate, file.read() ?? rolloutNamed(name, known.estate).manifest);
  const told = documentOf(rollout, waves, end);
  context.print(options.json ? visibleJson(told) : formatRolloutRun(told));
  return exitCodeOf(rollout, end);
}

/** What a wave is run with. */
interface WaveTools {
  readonly estate: Estate;
  readonly engine: Engine;
  readonly file: RolloutFile;
  /** The file's name below the estate's directory. */
  readonly name: string;
  readonly now: () => string;
  readonly signal: AbortSignal;
}

/** Runs the tenants of a wave as `up` does, and asks the gates of those whose runs ended well. */
async function runWave(
  wave: Wave,
  { estate, engine, file, name, now, signal }: WaveTools,
  options: RolloutRunOptions,
  context: Context,
): Promise<ReadonlyMap<string, WaveResult>> {
  const wanted = new Set(wave.tenants);
  const tenants = estate.tenants.filter(({ resolved }) => wanted.has(resolved.id));
  for (const target of targetsOf(
    tenants.map(({ resolved }) => resolved),
    estate.manifest,
  )) {
    context.note(`target ${target}`);
  }
  context.note(`wave ${String(wave.rollout.status.wave)}: ${wave.tenants.join(", ")}`);
  const subjects = tenants.map((tenant) => tenantSubject(tenant, estate, context.today));
  const work = {
    verb: "up",
    what: "tenants",
    subjects,
    signal,
    recorder: recorderOf("up", estate, engine, context),
    admit: inWindow(wave, estate, now),
  } as const;
  const runOptions = { ...options, all: false, errorBudget: { count: wave.budget } };
  const { ended } = await runStacks(work, estate, engine, runOptions, context);
  const results = new Map<string, WaveResult>();
  for (const [subject, outcome] of ended) {
    const result = resultOf(outcome);
    if (result !== undefined) results.set(idOf(subject), result);
  }
  const well = [...results].flatMap(([id, result]) => (result === "well" ? [id] : []));
  const { askGates } = await import("../../fleet/rollouts/gates.ts");
  const { openLooks } = await import("../../fleet/drift/look.ts");
  const taken = new Set(wave.tenants);
  const gates = await askGates(well, wave.rollout, {
    estate,
    before: () => {
      const { status } = wave.rollout;
      const reached =
        status.undoing === true ? [...status.reached, ...wave.tenants] : status.reached.filter((id) => !taken.has(id));
      const text = file.textWith({ ...status, reached, open: status.open.filter((id) => !taken.has(id)) });
      const load = { today: context.today };
      return openEstate(options.estate, context.workingDirectory, load, { name, text }).estate ?? estate;
    },
    lookAt: openLooks(estate, engine.workspace, engine.findPulumi, signal, () => undefined),
    concurrency: options.concurrency,
    today: context.today,
    signal,
  });
  for (const id of well) {
    const why = gates.get(id);
    if (!gates.has(id)) results.delete(id);
    else if (why !== undefined) results.set(id, { failed: why });
  }
  return results;
}

/** Lets a tenant begin in its own window alone: a wave may take longer than that is open. */
function inWindow({ rollout }: Wave, { tenants, manifest }: Estate, now: () => string): StackStep {
  const maintenance = new Map(tenants.map((tenant) => [tenant.resolved.id, tenant.resolved.maintenance]));
  return async (task, next) => {
    const own = maintenance.get(idOf(task.subject));
    if (own === undefined || mayBegin(rollout, { maintenance: own }, manifest.spec.freezes, now())) return next(task);
    return nothingDone({ result: "not-started", notStarted: "Its maintenance window closed before its turn came." });
  };
}

/** What a run's outcome means to a wave; undefined where it is not known how it will end. No word of a target's is kept. */
function resultOf({ result, failure }: RunOutcome): WaveResult | undefined {
  switch (result) {
    case "created":
    case "updated":
    case "unchanged":
      return "well";
    case "interrupted":
      return undefined;
    case "not-started":
      return "untouched";
    case "refused":
    case "needs-approval":
      return { refused: result };
    default:
      return { failed: `engine: ${failure ?? result}` };
  }
}

function documentOf(rollout: RolloutSummary, waves: readonly WaveRun[], end: RolloutEnd): RolloutRunDocument {
  const about =
    "tenants" in end ? end.tenants : "suspended" in end ? end.suspended : "tenant" in end ? [end.tenant] : [];
  return {
    verb: "rollout run",
    rollout,
    waves: waves.map(({ wave, results }) => ({
      wave,
      tenants: [...results].map(([tenant, result]) => {
        if (result === "well") return { tenant, result, why: null };
        if (result === "untouched") return { tenant, result: "not-begun" as const, why: null };
        return "refused" in result
          ? { tenant, result: "refused" as const, why: result.refused }
          : { tenant, result: "failed" as const, why: result.failed };
      }),
    })),
    end: { end: end.end, until: end.end === "wait" ? end.until : null, tenants: [...about] },
  };
}

function exitCodeOf({ state, failed }: RolloutSummary, { end }: RolloutEnd): number {
  if (end === "interrupted") return exitCodes.interrupted;
  if (end === "stuck" || end === "lost" || state === "stopped") return exitCodes.findings;
  // What is over has been told of when it ended; what is paused is as somebody wanted it.
  if (end === "rests") return exitCodes.done;
  return failed > 0 ? exitCodes.someFailed : exitCodes.done;
}
