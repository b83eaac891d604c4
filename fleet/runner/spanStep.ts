import type { StackStep } from "../stackSteps.ts";
import { idOf } from "../stackSubject.ts";
import type { Tracing } from "./tracing.ts";

/** Measures all that is done further in, each time that it is. Errors are not told: a target's words may quote anything. */
export function spanStep(tracing: Tracing, name: string): StackStep {
  return (task, next) =>
    tracing.span(name, { [`tenantry.${task.subject.kind}`]: idOf(task.subject) }, async (span) => {
      const outcome = await next(task);
      const { result, failure, attempts, resources, changes } = outcome;
      span.set({
        "tenantry.result": result,
        "tenantry.attempts": attempts,
        "tenantry.resources": resources,
        ...Object.fromEntries(Object.entries(changes).map(([key, count]) => [`tenantry.changes.${key}`, count])),
        ...(failure !== null && { "tenantry.failure": failure }),
      });
      if (result === "failed") span.fail();
      return outcome;
    });
}
