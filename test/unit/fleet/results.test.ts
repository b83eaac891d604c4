import { expect, test } from "@jest/globals";

import type { TenantRunResult } from "../../../core/results/tenantRun.ts";
import { exitCodeOf } from "../../../fleet/results.ts";

const ended = (result: TenantRunResult["result"]): TenantRunResult => ({
  tenant: "a",
  tiers: [],
  targets: [],
  result,
  changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
  resources: 0,
  seconds: 0,
  errors: [],
});

test.each([
  [[], 0],
  [["created", "unchanged"], 0],
  [["failed"], 1],
  [["failed", "failed"], 1],
  [["failed", "updated"], 3],
  [["refused"], 1],
  [["refused", "updated"], 3],
  [["needs-approval", "updated"], 4],
  [["needs-approval", "failed"], 3],
  [["interrupted", "failed", "created"], 130],
] as const)("exitCodeOf %j is %i", (results, code) => {
  expect(exitCodeOf(results.map(ended))).toBe(code);
});
