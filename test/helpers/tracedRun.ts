/** A program that measures a run of one tenant, tried twice, and prints what it is told of it. The exporter cannot be loaded in Jest. */
import { nothingDone } from "../../core/results/runOutcome.ts";
import { spanStep } from "../../fleet/runner/spanStep.ts";
import { openTracing } from "../../fleet/runner/tracing.ts";
import { withSteps, type StackTask } from "../../fleet/stackSteps.ts";

const problems: string[] = [];
const tracing = await openTracing({
  parent: process.env["TRACEPARENT"],
  onProblem: (problem) => void problems.push(problem),
});
const subject = { kind: "tenant", resolved: { id: "acme" } };
const task = { subject, signal: new AbortController().signal } as unknown as StackTask;
const failed = nothingDone({
  ...{ result: "failed", failure: "throttled", attempts: 1 },
  errors: ["the password is hunter2"],
});
const created = nothingDone({ result: "created", attempts: 1, resources: 3 });
const outcomes = [failed, created];
const run = withSteps(
  () => Promise.resolve(outcomes.shift() ?? created),
  [
    spanStep(tracing, "tenant"),
    async (given, next) => {
      await next(given);
      return next(given);
    },
    spanStep(tracing, "attempt"),
    spanStep(tracing, "engine"),
  ],
);
const { result } = await tracing.span("tenantry up", { "tenantry.total": 1 }, () => run(task));
const bug = await tracing
  .span("bug", {}, () => Promise.reject(new Error("a bug")))
  .catch((error: unknown) => String(error));
await tracing.end();
process.stdout.write(JSON.stringify({ result, bug, problems }));
