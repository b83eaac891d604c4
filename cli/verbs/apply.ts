import { join, resolve } from "node:path";

import type { GivenApproval } from "../../core/guard/approvals.ts";
import { judge } from "../../core/guard/judge.ts";
import { approveCommand } from "../../core/plans/approveCommand.ts";
import { subscribedTiers } from "../../core/resolve/resolvedTenant.ts";
import type { ApplyDocument, PlanFile, PlannedTenant } from "../../core/results/plan.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { targetsOf } from "../../fleet/describeTarget.ts";
import { enginePlanName, readPlan } from "../../fleet/plans/planDirectory.ts";
import { otherMaker } from "../../fleet/plans/makePlan.ts";
import { movedTenants } from "../../fleet/plans/movedTenants.ts";
import { nothingDone } from "../../core/results/runOutcome.ts";
import type { StackStep } from "../../fleet/stackSteps.ts";
import { idOf, stackNameOf, tenantSubject, type StackSubject, type TenantSubject } from "../../fleet/stackSubject.ts";
import type { Recorder } from "../../fleet/trail/recorder.ts";
import { approvalText } from "../../reports/approvalText.ts";
import { formatMoved } from "../../reports/planReport.ts";
import { formatRuns } from "../../reports/runReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { environmentApproval } from "../environmentApproval.ts";
import { guardRules } from "../guard.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { planMakerOf } from "../planMakerOf.ts";
import type { ApplyOptions } from "../plansVerbs.ts";
import type { RunOptions } from "../program.ts";
import { notRecorded, prepareEngine, recorderOf, runStacks } from "../runStacks.ts";

/** `apply`: does what a plan says. Nothing of any tenant is touched unless all that the plan says still holds and is approved. */
export async function apply(given: string, options: ApplyOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "apply", context);
  const place = resolve(context.workingDirectory, given);
  const plan = readPlan(place);
  if (plan === undefined) throw new UserError(`${given} holds no plan, or one that is not as it was made. ${planAnew}`);
  const engine = prepareEngine(estate, directory, context);
  const other = otherMaker(plan, await planMakerOf(estate, engine, context));
  if (other !== undefined) throw new UserError(`${other} ${planAnew}`, exitCodes.findings);
  const planned = plan.tenants.filter(({ steps }) => steps.length > 0);
  refuseFailed(plan, options);

  const report = reporter(plan, options, context);
  const vouched = environmentApproval(options.approvedByEnvironment, context.environment);
  const stacks = planned.map(({ tenant, ...steps }) => ({ stack: tenant, ...steps }));
  const { open, causes, given: approvals } = judge(stacks, estate.tenants.length, guardRules(estate, context));
  if (open.length > 0 && vouched === undefined) {
    report({ open: [...open] }, approvalText(open, given, approveCommand(given, options.estate)));
    return exitCodes.approvalNeeded;
  }
  const needing = new Set(causes.flatMap(({ stack }) => stack ?? stacks.map((one) => one.stack)));
  const approvalsOf = (stack: string): readonly GivenApproval[] => [
    ...(approvals.get(stack) ?? []),
    ...(vouched !== undefined && needing.has(stack) ? [vouched] : []),
  ];

  const runOptions = { ...options, all: false, refresh: plan.refresh };
  const subjects = subjectsOf(planned, estate, context);
  const again = await runStacks(
    { verb: "preview", what: "tenants", subjects },
    estate,
    engine,
    withoutEvents(runOptions),
    context,
  );
  if (again.exitCode === exitCodes.interrupted) return again.exitCode;
  const moved = await movedTenants(planned, again.ended, engine.workspace, engine.findPulumi);
  if (moved.length > 0 && (options.keepGoing !== true || moved.length === planned.length)) {
    report({ moved }, `${formatMoved(moved)}\n\nNothing was touched. ${planAnew}`);
    return exitCodes.findings;
  }

  const hasMoved = new Set(moved.map(({ tenant }) => tenant));
  const recorder = recorderOf("apply", estate, engine, context);
  const work = {
    verb: "up",
    what: "tenants",
    subjects: subjects.filter((subject) => !hasMoved.has(idOf(subject))),
    recorder,
    planFileOf: (subject: StackSubject) => join(place, enginePlanName(stackNameOf(subject))),
    guard: recordPlanned(recorder, plan, approvalsOf),
  } as const;
  const { ended, exitCode, trail } = await runStacks(work, estate, engine, runOptions, context);
  const results = ended.map(([{ resolved }, outcome]) => {
    const targets = targetsOf([resolved], estate.manifest);
    return { tenant: resolved.id, tiers: subscribedTiers(resolved), targets, ...outcome };
  });
  const text = moved.length > 0 ? `${formatRuns(results)}\n\n${formatMoved(moved)}` : formatRuns(results);
  report({ moved, results, trail }, text);
  return exitCode === exitCodes.done && moved.length > 0 ? exitCodes.someFailed : exitCode;
}

/** The events are those of what is done, not of looking once more. */
function withoutEvents(options: RunOptions): RunOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== "events")) as unknown as RunOptions;
}

const planAnew = "Make one anew: tenantry plan --out DIRECTORY.";

/** What could not be planned cannot be applied, and a plan is applied as a whole. */
function refuseFailed({ tenants }: PlanFile, { keepGoing }: ApplyOptions): void {
  const failed = tenants.filter(({ result }) => result !== "previewed" && result !== "unchanged");
  if (failed.length === 0 || keepGoing === true) return;
  const names = failed.map(({ tenant }) => tenant).join(", ");
  throw new UserError(`The plan is not whole; these could not be planned: ${names}. ${planAnew}`, exitCodes.findings);
}

/** The tenants of a plan that the estate still has. */
function subjectsOf(planned: readonly PlannedTenant[], estate: Estate, context: Context): TenantSubject[] {
  const ids = new Set(planned.map(({ tenant }) => tenant));
  return estate.tenants
    .filter(({ resolved }) => ids.has(resolved.id))
    .map((tenant) => tenantSubject(tenant, estate, context.today));
}

/** Records, before a tenant is touched, which plan it is and who has agreed. */
function recordPlanned(
  recorder: Recorder,
  { digest: plan, tenants }: PlanFile,
  approvalsOf: (stack: string) => readonly GivenApproval[],
): StackStep {
  return async (task, next) => {
    const stack = stackNameOf(task.subject);
    const digest = tenants.find(({ tenant }) => tenant === stack)?.digest ?? "";
    try {
      await recorder.planned(task.subject, { digest, plan, approvals: [...approvalsOf(stack)] });
    } catch (error) {
      const errors = [`Nothing was touched: ${notRecorded(error)}`];
      return nothingDone({ result: "failed", failure: "permanent", errors });
    }
    return next(task);
  };
}

function reporter({ digest }: PlanFile, options: ApplyOptions, context: Context) {
  return (told: Partial<ApplyDocument>, text: string): void => {
    const document: ApplyDocument = {
      verb: "apply",
      plan: digest,
      open: [],
      moved: [],
      results: [],
      trail: null,
      ...told,
    };
    context.print(options.json ? JSON.stringify(document, null, 2) : text);
  };
}
