import { stepsOf } from "../../core/plans/stepsOf.ts";
import { nothingDone } from "../../core/results/runOutcome.ts";
import { stateOf, type StackDeployments } from "../engine/stackStates.ts";
import type { StackStep } from "../stackSteps.ts";
import { stackNameOf } from "../stackSubject.ts";

/**
 * Makes nothing for a tenant that has left and has nothing: what is kept of others would be made anew for it. One of which something is
 * there and nothing is to be rendered any more is not emptied by an `up`: that is `purge`, which proves it.
 */
export function nothingToRunStep(verb: "up" | "preview", deployments: Pick<StackDeployments, "read">): StackStep {
  return async (task, next) => {
    const { subject } = task;
    if (subject.kind !== "tenant" || subject.resolved.state !== "offboarded") return next(task);
    if (stateOf(await deployments.read(stackNameOf(subject))) === undefined) {
      return nothingDone(verb === "up" ? { result: "unchanged" } : { result: "previewed", steps: stepsOf([]) });
    }
    if (subject.resolved.subscriptions.length > 0) return next(task);
    const { id } = subject.resolved;
    const errors = [
      `Nothing of ${id} is to be there any more, and \`up\` deletes no tenant: tenantry purge ${id} --yes`,
    ];
    return nothingDone({ result: "refused", errors });
  };
}
