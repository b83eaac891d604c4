import { join, relative } from "node:path";

import type { Estate } from "../core/estate/estate.ts";
import type { GuardRules } from "../core/guard/judge.ts";
import { approvalName } from "../core/plans/approvalName.ts";
import { approveCommand } from "../core/plans/approveCommand.ts";
import type { RunOutcome } from "../core/results/runOutcome.ts";
import { openDeployments, openStates } from "../fleet/engine/stackStates.ts";
import { guardStep, type GuardPreview } from "../fleet/guard/guardStep.ts";
import { massChange } from "../fleet/guard/massChange.ts";
import { openLook } from "../fleet/guard/look.ts";
import { baseCommit } from "../fleet/plans/baseCommit.ts";
import { makePlan } from "../fleet/plans/makePlan.ts";
import { draftPlan, keptPlans } from "../fleet/plans/planDirectory.ts";
import type { StackStep, StackTask } from "../fleet/stackSteps.ts";
import { stackNameOf, type StackSubject } from "../fleet/stackSubject.ts";
import type { Recorder } from "../fleet/trail/recorder.ts";
import { approvalText, massText } from "../reports/approvalText.ts";
import { planSummary } from "../reports/planSummary.ts";
import type { Context } from "./context.ts";
import { planMakerOf } from "./planMakerOf.ts";
import type { RunOptions } from "./program.ts";
import type { Engine } from "./runStacks.ts";

/** What the guard goes by in an estate, today. */
export function guardRules({ manifest, approvals, tenants }: Estate, { today }: Context): GuardRules {
  const suspended = tenants.flatMap(({ resolved }) => (resolved.state !== "active" ? [resolved.id] : []));
  return { settings: manifest.spec.fleet.guard, approvals, suspended: new Set(suspended), today };
}

/**
 * The guard of an `up`.
 *
 * @param subjects all that the run is of.
 * @param preview previews a stack and has the engine write its plan there.
 */
export function guardOfUp(
  estate: Estate,
  engine: Engine,
  options: RunOptions,
  context: Context,
  recorder: Recorder | undefined,
  subjects: readonly StackSubject[],
  preview: (task: StackTask, planFile: string) => Promise<RunOutcome>,
): { readonly step: StackStep; readonly close: () => Promise<void> } {
  const rules = guardRules(estate, context);
  const states = openDeployments(engine.workspace, engine.findPulumi);
  const directory = keptPlans(engine.workspace.stateDirectory);
  const look = openLook(states, estate.manifest);
  const previewOf = async (task: StackTask): Promise<GuardPreview> => {
    const draft = draftPlan(directory);
    const planFile = draft.enginePlan(stackNameOf(task.subject));
    const outcome = await preview(task, planFile).catch((error: unknown) => {
      draft.discard();
      throw error;
    });
    return {
      outcome,
      planFile,
      discard: draft.discard,
      keep: async (causes) => {
        const plan = await makePlan({
          maker: await planMakerOf(estate, engine, context),
          previews: [[task.subject, outcome]],
          states,
          hasEnginePlan: draft.hasEnginePlan,
          base: await baseCommit(engine.workspace.directory, context.environment),
          refresh: options.refresh ?? false,
          tenants: estate.tenants.length,
          rules,
        });
        const name = approvalName(plan.digest);
        const approve = approveCommand(name, options.estate);
        draft.finish(join(directory, name), plan, planSummary(plan, approve));
        return approvalText(causes, relative(context.workingDirectory, join(directory, name)), approve);
      },
    };
  };
  let asked: Promise<string | undefined> | undefined;
  // Asked by the first stack that has changed, so that a run over what has not changed reads no state for it.
  const massStop = (): Promise<string | undefined> =>
    (asked ??= massChange(
      subjects,
      estate.tenants.length,
      rules.settings,
      openStates(engine.workspace, engine.findPulumi),
    ).then((changed) => (changed === undefined ? undefined : massText(changed, options.estate))));
  const step = guardStep({
    rules,
    massStop,
    mayNeedApproval: ({ subject }) =>
      options.refresh === true ? Promise.resolve(true) : look.mayNeedApproval(subject),
    preview: previewOf,
    onApproved: async (subject, digest, approvals) =>
      recorder?.planned(subject, { digest, plan: null, approvals: [...approvals] }),
  });
  return { step, close: look.close };
}
