import { describe, expect, test } from "@jest/globals";

import { approvalOf } from "../../../../core/guard/approvals.ts";
import type { ApprovalManifest } from "../../../../core/schema/approval.ts";

const approval: ApprovalManifest = {
  apiVersion: "tenantry.dev/v1",
  kind: "Approval",
  metadata: { plan: "f".repeat(64) },
  spec: {
    stacks: { acme: "a".repeat(64), globex: "b".repeat(64) },
    approver: "ops@northwind.example",
    reason: "Agreed with the customer.",
    granted: "2026-12-01",
    expires: "2026-12-08",
  },
};
const acme = { stack: "acme", digest: "a".repeat(64) };
const globex = { stack: "globex", digest: "b".repeat(64) };
const day = "2026-12-04";

describe("an approval", () => {
  test("lets through the steps that it names, together or some of them", () => {
    const given = { approvedBy: "ops@northwind.example", source: "file", reason: "Agreed with the customer." };
    expect(approvalOf([approval], [acme], day)).toEqual(given);
    expect(approvalOf([approval], [acme, globex], day)).toEqual(given);
  });

  test.each([
    ["other steps", [{ ...acme, digest: "b".repeat(64) }]],
    ["another stack with the same digest", [{ ...acme, stack: "hooli" }]],
    ["a stack called as what every object has", [{ ...acme, stack: "constructor" }]],
    ["a stack more", [acme, { stack: "hooli", digest: "c".repeat(64) }]],
  ])("does not let through %s", (_what, awaiting) => {
    expect(approvalOf([approval], awaiting, day)).toBeUndefined();
  });

  test.each([
    ["2026-11-30", false],
    ["2026-12-01", true],
    ["2026-12-08", true],
    ["2026-12-09", false],
  ])("on %s counts: %p", (today, counts) => {
    expect(approvalOf([approval], [acme], today) !== undefined).toBe(counts);
  });

  test("is not put together of two that each name a part", () => {
    const { spec } = approval;
    const halves = [acme, globex].map(({ stack, digest }) => ({
      ...approval,
      spec: { ...spec, stacks: { [stack]: digest } },
    }));
    expect(approvalOf(halves, [acme, globex], day)).toBeUndefined();
  });
});
