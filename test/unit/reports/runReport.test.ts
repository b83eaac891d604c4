import { expect, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../core/results/runOutcome.ts";
import type { TenantRunResult } from "../../../core/results/tenantRun.ts";
import { formatCellRuns, formatRuns } from "../../../reports/runReport.ts";

const run = (tenant: string, ended: Pick<RunOutcome, "result"> & Partial<RunOutcome>): TenantRunResult => ({
  ...{ tenant, tiers: ["iaas/standard@2"], targets: [] },
  ...nothingDone(ended),
});

/** What comes after the table. */
const told = (...results: readonly TenantRunResult[]): string[] => formatRuns(results).split("\n\n").slice(1);

test("what went well is a row and no word more", () => {
  const changes = { create: 3, update: 1, replace: 1, delete: 2, same: 25 };
  const text = formatRuns([run("acme", { result: "updated", resources: 30, seconds: 2.345, changes })]);
  expect(text.split("\n").map((line) => line.trimEnd().split(/ {2,}/))).toEqual([
    ["TENANT", "TIER", "RESOURCES", "CHANGES", "RESULT", "TIME"],
    ["acme", "iaas/standard@2", "30", "+3 ~1 ±1 -2", "updated", "2.3 s"],
  ]);
});

test("a failure is its cause in one line, with how often it was tried and where the rest is told", () => {
  const one = "tenantry:iaas:Bundle$aws:ec2/vpc:Vpc web: creating VPC (web):\n  Throttling: Rate exceeded";
  expect(
    told(
      run("acme", { result: "failed", attempts: 4, failure: "throttled", errors: [one, "another"] }),
      run("globex", {
        result: "failed",
        attempts: 1,
        failure: "permanent",
        errors: ["aws:kms/key:Key k: AccessDenied: no"],
      }),
    ),
  ).toEqual([
    "acme (throttled, tried 4 times): aws:ec2/vpc:Vpc web: creating VPC (web): Throttling: Rate exceeded (and 1 more; all with --json)",
    "globex: aws:kms/key:Key k: AccessDenied: no",
  ]);
});

test("what a person has to decide on is told whole", () => {
  const errors = ["TEN220: approve it.\nHow: so", "TEN220: approve that too."];
  expect(told(run("acme", { result: "needs-approval", errors }))).toEqual([
    "acme:\n  TEN220: approve it.\n  How: so\n  TEN220: approve that too.",
  ]);
});

test("why others were not started is told once for each reason", () => {
  const kept = (tenant: string, reason: string) => run(tenant, { result: "not-started", notStarted: reason });
  expect(told(kept("a", "The cell is down."), kept("b", "Interrupted."), kept("c", "The cell is down."))).toEqual([
    "not started (2): The cell is down.",
    "not started (1): Interrupted.",
  ]);
});

test("cells are told as tenants are", () => {
  const outcome = nothingDone({ result: "failed", attempts: 1, failure: "crashed", errors: ["The program crashed."] });
  const text = formatCellRuns([{ cell: "eu-1", target: "", ...outcome }]);
  expect([text.startsWith("CELL"), text.endsWith("\n\neu-1: The program crashed.")]).toEqual([true, true]);
});
