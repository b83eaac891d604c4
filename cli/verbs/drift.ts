import type { Estate } from "../../core/estate/estate.ts";
import { movePlanOf } from "../../core/moves/movePlan.ts";
import type { TenantDrift } from "../../core/results/drift.ts";
import { nothingDone } from "../../core/results/runOutcome.ts";
import { targetsOf } from "../../fleet/describeTarget.ts";
import type { LookAt, Looked } from "../../fleet/drift/look.ts";
import { mend, removeForeign, type Tell } from "../../fleet/drift/repair.ts";
import { driftExitCode, driftResult, type Repair } from "../../fleet/drift/results.ts";
import type { TenantSubject } from "../../fleet/stackSubject.ts";
import { formatDrift } from "../../reports/driftReport.ts";
import { exitCodes, type Context } from "../context.ts";
import { interruptSignal } from "../interrupt.ts";
import type { DriftOptions } from "../program.ts";
import { notRecorded, prepareEngine, recorderOf, runStacks, type Engine } from "../runStacks.ts";
import { openSelectedTenants } from "../selectedTenants.ts";

/** `drift`: what tenants have that is not as their stacks made it, and with `--repair` made so again. */
export async function drift(ids: readonly string[], options: DriftOptions, context: Context): Promise<number> {
  const { estate, directory, tenants, selection } = await openSelectedTenants(ids, options, "drift", context);
  const engine = prepareEngine(estate, directory, context);
  const signal = interruptSignal(context);
  const { openLooks } = await import("../../fleet/drift/look.ts");
  const lookAt = openLooks(estate, engine.workspace, engine.findPulumi, signal, (tenant, looked) => {
    context.note(`${tenant}: ${driftResult(looked).result} after a look of ${looked.seconds.toFixed(1)} s`);
  });
  const { concurrency } = options;
  const before = await lookAt(
    tenants.map(({ resolved }) => resolved.id),
    concurrency,
  );
  const repairs =
    options.repair === true
      ? await repairAll(before, { estate, engine, lookAt, signal, concurrency }, options, context)
      : new Map<string, Repair>();
  const results = tenants.map(({ resolved }): TenantDrift => {
    const { id } = resolved;
    const looked = before.get(id) ?? { seconds: 0, stopped: "not-started" };
    return { tenant: id, targets: targetsOf([resolved], estate.manifest), ...driftResult(looked, repairs.get(id)) };
  });
  const document = { verb: "drift", repair: options.repair ?? false, results, selection };
  context.print(options.json ? JSON.stringify(document, null, 2) : formatDrift(results));
  return signal.aborted ? exitCodes.interrupted : driftExitCode(results);
}

/** What a repair works with. */
interface Tools {
  readonly estate: Estate;
  readonly engine: Engine;
  readonly lookAt: LookAt;
  readonly signal: AbortSignal;
  readonly concurrency: number;
}

/** Repairs whatever has drifted, and looks again: what a repair has done is what a look finds. */
async function repairAll(
  before: ReadonlyMap<string, Looked>,
  { estate, engine, lookAt, signal, concurrency }: Tools,
  options: DriftOptions,
  context: Context,
): Promise<ReadonlyMap<string, Repair>> {
  const drifted = estate.tenants.filter(({ resolved }) => (lookOf(before.get(resolved.id))?.objects.length ?? 0) > 0);
  if (drifted.length === 0) return new Map();
  const problems = new Map<string, string[]>(drifted.map(({ resolved }) => [resolved.id, []]));
  const attempt = async (id: string, work: (tell: Tell) => Promise<void>): Promise<void> => {
    const keep = (line: string) => problems.get(id)?.push(line);
    try {
      await work({
        done: (line) => {
          context.note(`${id}: ${line}`);
        },
        kept: (line) => void keep(line),
      });
    } catch (error) {
      keep(error instanceof Error ? error.message : String(error));
    }
  };
  const recorder = recorderOf("drift --repair", estate, engine, context);
  const subjects: TenantSubject[] = [];
  const unrecorded = new Map<string, Repair>();
  for (const tenant of drifted) {
    const { resolved } = tenant;
    const { comparisons = [] } = lookOf(before.get(resolved.id)) ?? {};
    const subject: TenantSubject = { kind: "tenant", resolved, moves: movePlanOf(tenant, estate, context.today) };
    try {
      await recorder.started(subject);
    } catch (error) {
      const outcome = nothingDone({ result: "failed", errors: [`Nothing was touched: ${notRecorded(error)}`] });
      unrecorded.set(resolved.id, { outcome, problems: [], looks: [] });
      continue;
    }
    subjects.push(subject);
    await attempt(resolved.id, (tell) => removeForeign(comparisons, tell));
    // Before the engine, which takes its time: what opens an environment is closed at once.
    await attempt(resolved.id, (tell) => mend(comparisons, "removals", tell));
  }
  const work = { verb: "up", what: "tenants", subjects, recorder, signal } as const;
  const { ended } = await runStacks(work, estate, engine, { ...options, refresh: true }, context);
  const ids = ended.map(([{ resolved }]) => resolved.id);
  const after = await lookAt(ids, concurrency);
  const mended: string[] = [];
  for (const id of ids) {
    const { comparisons = [] } = lookOf(after.get(id)) ?? {};
    if (signal.aborted || comparisons.every(({ inexact }) => inexact.length === 0)) continue;
    await attempt(id, (tell) => mend(comparisons, "patch", tell));
    mended.push(id);
  }
  const last = mended.length > 0 ? await lookAt(mended, concurrency) : new Map<string, Looked>();
  return new Map([
    ...unrecorded,
    ...ended.map(([{ resolved }, outcome]): [string, Repair] => {
      const { id } = resolved;
      const looks = [after.get(id), last.get(id)].flatMap((looked) => looked ?? []);
      return [id, { outcome, problems: problems.get(id) ?? [], looks }];
    }),
  ]);
}

function lookOf(looked: Looked | undefined) {
  return looked !== undefined && "look" in looked ? looked.look : undefined;
}
