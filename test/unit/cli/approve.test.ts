import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { draftPlan } from "../../../fleet/plans/planDirectory.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { planFor, plannedStep, plannedTenant } from "../../helpers/plannedStep.ts";

let estate: TestEstate;
beforeEach(() => {
  estate = copyEstate("base");
});
afterEach(() => {
  estate.remove();
});

const by = ["--by", "ops@northwind.example", "--reason", "because of the test"];
const approvals = (): string => join(estate.directory, "estate/approvals");

/** Writes a plan, and approves it. */
function approve(tenants: Parameters<typeof planFor>[0]): ReturnType<TestEstate["command"]> {
  draftPlan(estate.directory).finish(join(estate.directory, "plan"), planFor(tenants), "");
  return estate.command(["approve", "plan", ...by]);
}

test("names the stacks that a plan changes, and no other", async () => {
  const { code, stdout } = await approve([plannedTenant("acme", [plannedStep()]), plannedTenant("globex", [])]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("approves exactly this plan for acme, until ")]);
  expect(readdirSync(approvals())).toHaveLength(1);
});

test("says of a plan that does nothing that no approval is needed, and writes none", async () => {
  const { code, stderr } = await approve([plannedTenant("acme", []), plannedTenant("globex", [])]);
  expect([code, stderr.trim()]).toEqual([2, "The plan in plan does nothing: no approval is needed."]);
  expect(existsSync(approvals())).toBe(false);
});
