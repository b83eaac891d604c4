import { describe, expect, jest, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import type { PlannedStep } from "../../../../core/results/steps.ts";
import type { ApprovalManifest } from "../../../../core/schema/approval.ts";
import { fleetSettings } from "../../../../core/schema/fleet.ts";
import { guardStep, type Guarding } from "../../../../fleet/guard/guardStep.ts";
import type { StackTask } from "../../../../fleet/stackSteps.ts";
import type { CellSubject } from "../../../../fleet/stackSubject.ts";
import { plannedStep, plannedSteps } from "../../../helpers/plannedStep.ts";

const cell = { id: "eu-1" } as CellSubject["cell"];
const task: StackTask = {
  subject: { kind: "cell", cell },
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const removal = plannedStep({ op: "delete", stateful: true });

function approvalFor(digest: string): ApprovalManifest {
  return {
    apiVersion: "tenantry.dev/v1",
    kind: "Approval",
    metadata: { plan: "f".repeat(64) },
    spec: {
      stacks: { "cell-eu-1": digest },
      approver: "ops@northwind.example",
      reason: "Agreed upon.",
      granted: "2026-12-01",
      expires: "2026-12-08",
    },
  };
}

async function guarded(
  steps: readonly PlannedStep[] | undefined,
  given: Partial<Guarding> = {},
  approvals: ApprovalManifest[] = [],
) {
  const told: string[] = [];
  const next = jest.fn<(task: StackTask) => Promise<RunOutcome>>((_task) => {
    told.push("ran");
    return Promise.resolve(nothingDone({ result: "updated" }));
  });
  const outcome = await guardStep({
    rules: { settings: fleetSettings.parse({}).guard, approvals, today: "2026-12-04" },
    massStop: () => Promise.resolve(undefined),
    mayNeedApproval: () => Promise.resolve(true),
    preview: () =>
      Promise.resolve({
        outcome: nothingDone(
          steps === undefined
            ? { result: "failed", errors: ["no"] }
            : { result: "previewed", steps: plannedSteps(steps) },
        ),
        planFile: "/plan",
        keep: (causes) => Promise.resolve(`kept for ${causes.map(({ reason }) => reason).join()}`),
        discard: () => void told.push("discarded"),
      }),
    onApproved: (_subject, digest, all) => {
      told.push(
        `${digest === plannedSteps(steps ?? []).digest ? "approved" : "?"} by ${all.map(({ approvedBy }) => approvedBy).join()}`,
      );
      return Promise.resolve();
    },
    ...given,
  })(task, next);
  return { outcome, told, next };
}

describe("the guard of an up (C4)", () => {
  test("runs nothing that needs an approval and has none, and keeps the plan", async () => {
    const { outcome, told } = await guarded([removal]);
    expect([outcome.result, outcome.errors, told]).toEqual([
      "needs-approval",
      ["kept for stateful-deletion"],
      ["discarded"],
    ]);
  });

  test("runs what is approved by the engine's plan of just that, recorded before, and nothing else", async () => {
    const { digest } = plannedSteps([removal]);
    const { outcome, told, next } = await guarded([removal], {}, [approvalFor(digest)]);
    expect([outcome.result, told]).toEqual(["updated", ["approved by ops@northwind.example", "ran", "discarded"]]);
    expect(next.mock.calls[0]?.[0].planFile).toBe("/plan");
    const other = await guarded([removal, plannedStep({ name: "other", op: "delete", stateful: true })], {}, [
      approvalFor(digest),
    ]);
    expect(other.outcome.result).toBe("needs-approval");
  });

  test("runs what needs no approval without a plan, and without a preview where that is certain before", async () => {
    const { outcome, told, next } = await guarded([plannedStep()]);
    expect([outcome.result, told, next.mock.calls[0]?.[0].planFile]).toEqual([
      "updated",
      ["ran", "discarded"],
      undefined,
    ]);
    const certain = await guarded([removal], { mayNeedApproval: () => Promise.resolve(false) });
    expect([certain.outcome.result, certain.told]).toEqual(["updated", ["ran"]]);
  });

  test("gives a preview that failed as it is", async () => {
    const { outcome, told } = await guarded(undefined);
    expect([outcome.result, outcome.errors, told]).toEqual(["failed", ["no"], ["discarded"]]);
  });

  test("runs nothing where the run as a whole changes too much", async () => {
    const { outcome, told } = await guarded([plannedStep()], { massStop: () => Promise.resolve("too many") });
    expect([outcome.result, outcome.errors, told]).toEqual(["needs-approval", ["too many"], []]);
  });
});
