import { subscribedTiers } from "../../core/resolve/resolvedTenant.ts";
import type { TenantRunResult } from "../../core/results/tenantRun.ts";
import { openStates } from "../../fleet/engine/stackStates.ts";
import { targetsOf } from "../../fleet/describeTarget.ts";
import { tenantSubject, type TenantSubject } from "../../fleet/stackSubject.ts";
import { formatRuns } from "../../reports/runReport.ts";
import { UserError, type Context } from "../context.ts";
import type { RunOptions } from "../program.ts";
import { retentionOfDestroy } from "../retentionOfDestroy.ts";
import { prepareEngine, recorderOf, runStacks } from "../runStacks.ts";
import { openSelectedTenants } from "../selectedTenants.ts";
import { moneyAgainstRuns } from "../tenantMoney.ts";
import { resultWriter } from "../tellRun.ts";

/** `up`, `preview` and `destroy`: the engine, over the selected tenants. */
export async function run(
  verb: "up" | "preview" | "destroy",
  ids: readonly string[],
  options: RunOptions,
  context: Context,
): Promise<number> {
  const { estate, directory, tenants, selection } = await openSelectedTenants(ids, options, verb, context);
  if (verb === "destroy" && options.yes !== true) {
    const names = tenants.map(({ resolved }) => resolved.id).join(", ");
    throw new UserError(`This would destroy everything of: ${names}. Say --yes to do it; \`preview\` shows what runs.`);
  }
  const engine = prepareEngine(estate, directory, context);
  const subjects = tenants.map((tenant): TenantSubject =>
    verb === "destroy" ? { kind: "tenant", resolved: tenant.resolved } : tenantSubject(tenant, estate, context.today),
  );
  const { refusals, removals } = retentionOfDestroy(verb === "destroy" ? tenants : [], options, context);
  const recorder = verb === "preview" ? undefined : recorderOf(verb, estate, engine, context, removals);
  const work = { verb, what: "tenants", subjects, recorder, refusals } as const;
  const { ended, exitCode, trail } = await runStacks(work, estate, engine, options, context);
  const previewed = ended.filter(([, { result }]) => result === "previewed").map(([{ resolved }]) => resolved.id);
  const changes = await moneyAgainstRuns(
    estate,
    tenants.filter(({ resolved }) => previewed.includes(resolved.id)),
    openStates(engine.workspace, engine.findPulumi),
    context.today,
  );
  const results = ended.map(([{ resolved }, outcome]): TenantRunResult => {
    const targets = targetsOf([resolved], estate.manifest);
    const money = changes.get(resolved.id);
    return { tenant: resolved.id, tiers: subscribedTiers(resolved), targets, ...outcome, ...(money && { money }) };
  });
  const write = resultWriter(options, context);
  write(options.json ? JSON.stringify({ verb, results, trail, selection }, null, 2) : formatRuns(results));
  return exitCode;
}
