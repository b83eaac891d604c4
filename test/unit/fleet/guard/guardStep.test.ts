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
    rules: { settings: fleetSettings.parse({}).guard, approvals, suspended: new Set(), today: "2026-12-04" },
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

  test.each<[string, Partial<Guarding>, string[]]>([
    ["the count of all changes", { massStop: () => Promise.reject(new Error("ThrottlingException: no")) }, []],
    ["the look at the state", { mayNeedApproval: () => Promise.reject(new Error("ThrottlingException: no")) }, []],
    ["the preview", { preview: () => Promise.reject(new Error("ThrottlingException: no")) }, []],
    [
      "the record of the approval",
      { onApproved: () => Promise.reject(new Error("ThrottlingException: no")) },
      ["discarded"],
    ],
  ])("fails this stack alone, and runs nothing, where %s fails", async (_what, given, expected) => {
    const { digest } = plannedSteps([removal]);
    const { outcome, told } = await guarded([removal], given, [approvalFor(digest)]);
    expect([outcome.result, outcome.failure, outcome.errors, told]).toEqual([
      "failed",
      "throttled",
      ["It cannot be judged what would be done, so nothing was touched: ThrottlingException: no"],
      expected,
    ]);
  });

  test("fails a stack whose plan cannot be kept, and takes the rest of it away", async () => {
    const told: string[] = [];
    const { outcome } = await guarded([removal], {
      preview: () =>
        Promise.resolve({
          outcome: nothingDone({ result: "previewed", steps: plannedSteps([removal]) }),
          planFile: "/plan",
          keep: () => Promise.reject(new Error("the disk is full")),
          discard: () => void told.push("discarded"),
        }),
    });
    expect([outcome.result, outcome.errors, told]).toEqual([
      "failed",
      ["It cannot be judged what would be done, so nothing was touched: the disk is full"],
      ["discarded"],
    ]);
  });

  test("leaves errors of the run itself to whoever runs it, and takes the plan away", async () => {
    const told: string[] = [];
    const running = guardStep({
      rules: { settings: fleetSettings.parse({}).guard, approvals: [], suspended: new Set(), today: "2026-12-04" },
      massStop: () => Promise.resolve(undefined),
      mayNeedApproval: () => Promise.resolve(true),
      preview: () =>
        Promise.resolve({
          outcome: nothingDone({ result: "previewed", steps: plannedSteps([plannedStep()]) }),
          planFile: "/plan",
          keep: () => Promise.resolve(""),
          discard: () => void told.push("discarded"),
        }),
      onApproved: () => Promise.resolve(),
    })(task, () => Promise.reject(new Error("of the run")));
    await expect(running).rejects.toThrow("of the run");
    expect(told).toEqual(["discarded"]);
  });

  test("counts what goes of a stack unless its tenant is to be suspended", async () => {
    const many = Array.from({ length: 16 }, (_, index) => plannedStep({ name: String(index), op: "delete" }));
    const { outcome } = await guarded(many);
    expect(outcome.errors).toEqual(["kept for mass-deletion"]);
    const rules = { settings: fleetSettings.parse({}).guard, approvals: [], today: "2026-12-04" };
    const suspended = await guarded(many, { rules: { ...rules, suspended: new Set(["cell-eu-1"]) } });
    expect(suspended.outcome.result).toBe("updated");
  });
});
