import { setTimeout as delay } from "node:timers/promises";

import { rootCause } from "../core/results/rootCause.ts";
import type { FleetEvent } from "../core/results/runEvents.ts";
import type { FleetLimits } from "../core/schema/fleet.ts";
import { retryStep } from "../fleet/runner/retryStep.ts";
import { spanStep } from "../fleet/runner/spanStep.ts";
import { timeLimitStep } from "../fleet/runner/timeLimitStep.ts";
import type { Tracing } from "../fleet/runner/tracing.ts";
import type { StackStep } from "../fleet/stackSteps.ts";
import type { StackSubject } from "../fleet/stackSubject.ts";
import type { RunnerOptions } from "./runnerOptions.ts";

/**
 * The runner's own steps, as the options and else the estate have it: the time limit, and in it the attempts.
 *
 * @param applies whether the verb changes anything.
 * @param endAtOnce ends a stack's engine that does not end by itself.
 */
export function runnerSteps(
  limits: FleetLimits,
  options: RunnerOptions,
  applies: boolean,
  onEvent: (event: FleetEvent) => void,
  tracing: Tracing,
  endAtOnce: (subject: StackSubject) => void,
): readonly StackStep[] {
  const { retries = limits.retries, timeout = limits.tenantMinutes * 60 } = options;
  return [
    timeLimitStep(timeout, endAtOnce),
    retryStep({
      retries,
      waitSeconds: limits.waitSeconds,
      applies,
      onWaiting: (id, { errors, ...waiting }) => {
        onEvent({ event: "waiting", id, cause: rootCause(errors), ...waiting });
      },
      random: Math.random,
      sleep: (seconds, signal) => delay(seconds * 1000, undefined, { signal }).catch(() => undefined),
      now: () => performance.now() / 1000,
    }),
    spanStep(tracing, "attempt"),
  ];
}
