import type { Estate } from "../../core/estate/estate.ts";
import type { TenantDrift } from "../../core/results/drift.ts";
import { targetsOf } from "../../fleet/describeTarget.ts";
import type { LookAt, Looked } from "../../fleet/drift/look.ts";
import { lookOf, repairStep } from "../../fleet/drift/repairStep.ts";
import { driftExitCode, driftResult, type Repair } from "../../fleet/drift/results.ts";
import { tenantSubject } from "../../fleet/stackSubject.ts";
import { formatDrift } from "../../reports/driftReport.ts";
import { exitCodes, type Context } from "../context.ts";
import { interruptSignal } from "../interrupt.ts";
import type { DriftOptions } from "../program.ts";
import { prepareEngine, recorderOf, runStacks, type Engine } from "../runStacks.ts";
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
  const before = await lookAt(
    tenants.map(({ resolved }) => resolved.id),
    options.concurrency,
  );
  const repairs =
    options.repair === true
      ? await repairAll(before, { estate, engine, lookAt, signal }, options, context)
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
}

/** Repairs whatever has drifted: all of it while the run holds the tenant's lease and is recorded. */
async function repairAll(
  before: ReadonlyMap<string, Looked>,
  { estate, engine, lookAt, signal }: Tools,
  options: DriftOptions,
  context: Context,
): Promise<ReadonlyMap<string, Repair>> {
  const drifted = estate.tenants.filter(({ resolved }) => (lookOf(before.get(resolved.id))?.objects.length ?? 0) > 0);
  if (drifted.length === 0) return new Map();
  const repairs = new Map<string, Repair>();
  const { note, today } = context;
  const onRepaired = (id: string, repair: Repair): void => void repairs.set(id, repair);
  const work = {
    verb: "up",
    what: "tenants",
    subjects: drifted.map((tenant) => tenantSubject(tenant, estate, today)),
    recorder: recorderOf("drift --repair", estate, engine, context),
    signal,
    around: repairStep({ before, lookAt, signal, note, onRepaired }),
  } as const;
  const { ended } = await runStacks(work, estate, engine, { ...options, refresh: true }, context);
  return new Map(
    ended.map(([{ resolved }, outcome]) => [
      resolved.id,
      // What was refused, or could not be recorded, was not begun.
      repairs.get(resolved.id) ?? { outcome, problems: [], looks: [] },
    ]),
  );
}
