import { dirname, resolve } from "node:path";

import type { PlanFile } from "../../core/results/plan.ts";
import { approveCommand } from "../../core/plans/approveCommand.ts";
import { openDeployments, openStates } from "../../fleet/engine/stackStates.ts";
import { baseCommit } from "../../fleet/plans/baseCommit.ts";
import { makePlan } from "../../fleet/plans/makePlan.ts";
import { draftPlan, occupied } from "../../fleet/plans/planDirectory.ts";
import { stackNameOf, tenantSubject, type StackSubject } from "../../fleet/stackSubject.ts";
import { formatPlan } from "../../reports/planReport.ts";
import { planSummary } from "../../reports/planSummary.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { guardRules } from "../guard.ts";
import { planMakerOf } from "../planMakerOf.ts";
import type { PlanOptions } from "../plansVerbs.ts";
import { prepareEngine, runStacks } from "../runStacks.ts";
import { openSelectedTenants } from "../selectedTenants.ts";
import { moneyAgainstRuns } from "../tenantMoney.ts";
import { resultWriter } from "../tellRun.ts";

/** `plan`: previews the selected tenants and writes what would be done. An interrupted one leaves nothing. */
export async function plan(ids: readonly string[], options: PlanOptions, context: Context): Promise<number> {
  const { estate, directory, tenants } = await openSelectedTenants(ids, options, "plan", context);
  const out = resolve(context.workingDirectory, options.out);
  const problem = occupied(out);
  if (problem !== undefined) throw new UserError(`${problem} Name another directory with --out.`);
  const engine = prepareEngine(estate, directory, context);
  const maker = await planMakerOf(estate, engine, context);
  const draft = draftPlan(dirname(out));
  try {
    const subjects = tenants.map((tenant) => tenantSubject(tenant, estate, context.today));
    const planFileOf = (subject: StackSubject): string => draft.enginePlan(stackNameOf(subject));
    const work = { verb: "preview", what: "tenants", subjects, planFileOf } as const;
    const { ended, exitCode } = await runStacks(work, estate, engine, options, context);
    if (exitCode === exitCodes.interrupted) {
      context.note("No plan is written: it was interrupted.");
      return exitCode;
    }
    const planned = await makePlan({
      maker,
      previews: ended,
      states: openDeployments(engine.workspace, engine.findPulumi),
      hasEnginePlan: draft.hasEnginePlan,
      base: await baseCommit(directory, context.environment),
      refresh: options.refresh ?? false,
      tenants: estate.tenants.length,
      rules: guardRules(estate, context),
    });
    const previewed = new Set(
      ended.flatMap(([{ resolved }, { result }]) => (result === "previewed" ? resolved.id : [])),
    );
    const money = await moneyAgainstRuns(
      estate,
      tenants.filter(({ resolved }) => previewed.has(resolved.id)),
      openStates(engine.workspace, engine.findPulumi),
      context.today,
    );
    const made: PlanFile = {
      ...planned,
      tenants: planned.tenants.map((tenant) => {
        const change = money.get(tenant.tenant);
        return change === undefined ? tenant : { ...tenant, money: change };
      }),
    };
    const approve = approveCommand(options.out, options.estate);
    draft.finish(out, made, planSummary(made, approve));
    const write = resultWriter(options, context);
    write(
      options.json
        ? JSON.stringify({ verb: "plan", directory: options.out, plan: made }, null, 2)
        : formatPlan(made, approve),
    );
    return exitCode;
  } finally {
    draft.discard();
  }
}
