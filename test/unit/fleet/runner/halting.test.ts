import { describe, expect, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import { startHalting } from "../../../../fleet/runner/halting.ts";
import type { StackSubject } from "../../../../fleet/stackSubject.ts";

/** A tenant in an account's cell, a cluster's cell, or both; ids tell which: `a1`, `k1`, `ak1`. */
function tenant(id: string): StackSubject {
  const cells = [
    ...(id.includes("a") ? [{ id: "account-1", target: "aws" }] : []),
    ...(id.includes("k") ? [{ id: "cluster-1", target: "kubernetes" }] : []),
  ];
  return {
    kind: "tenant",
    resolved: { id, subscriptions: cells.map((cell) => ({ cell })) },
  } as unknown as StackSubject;
}

const failed = (failure: RunOutcome["failure"], ...errors: string[]): RunOutcome =>
  nothingDone({ result: "failed", attempts: 1, failure, errors });
const fine = nothingDone({ result: "updated", attempts: 1 });
const lost = failed("transient", "kubernetes:core/v1:Namespace acme: connection refused");

const broken = (id: string, count: number): string =>
  `The cell "${id}" does not answer as it should: ${String(count)} in a row have failed there, by no fault of their own. ` +
  "Run the rest again when it does.";

describe("an error budget", () => {
  test("without one nothing is stopped", () => {
    const halting = startHalting({ tolerated: Infinity, cellFailures: 100 });
    for (let count = 0; count < 50; count += 1) expect(halting.ended(tenant("a1"), failed("permanent"))).toEqual([]);
    expect(halting.whyNot(tenant("a2"))).toBeUndefined();
  });

  test("failing fast stops at the first failure, once", () => {
    const halting = startHalting({ tolerated: 0, cellFailures: 100 });
    expect(halting.ended(tenant("a1"), fine)).toEqual([]);
    expect(halting.whyNot(tenant("a2"))).toBeUndefined();
    const reason = "One has failed, and with --fail-fast nothing is started after that.";
    expect(halting.ended(tenant("a2"), failed("permanent"))).toEqual([{ cell: null, reason }]);
    expect(halting.ended(tenant("a3"), failed("permanent"))).toEqual([]);
    expect(halting.whyNot(tenant("k1"))).toBe(reason);
  });

  test("stops when more have failed than may; what was refused or not approved did not fail", () => {
    const halting = startHalting({ tolerated: 2, cellFailures: 100 });
    for (const result of ["refused", "needs-approval", "interrupted"] as const) {
      expect(halting.ended(tenant("a1"), nothingDone({ result }))).toEqual([]);
    }
    expect(halting.ended(tenant("a1"), failed("permanent"))).toEqual([]);
    expect(halting.ended(tenant("a2"), failed("locked"))).toEqual([]);
    expect(halting.whyNot(tenant("a3"))).toBeUndefined();
    const reason = "3 have failed, and no more than 2 may.";
    expect(halting.ended(tenant("a3"), failed("crashed"))).toEqual([{ cell: null, reason }]);
    expect(halting.whyNot(tenant("a4"))).toBe(reason);
  });
});

describe("a cell whose target fails", () => {
  const start = () => startHalting({ tolerated: Infinity, cellFailures: 2 });

  test("is stopped after so many in a row, once, and others go on", () => {
    const halting = start();
    expect(halting.ended(tenant("k1"), lost)).toEqual([]);
    expect(halting.ended(tenant("k2"), failed("timed-out", "It was not done within 2 minutes."))).toEqual([
      { cell: "cluster-1", reason: broken("cluster-1", 2) },
    ]);
    expect(halting.ended(tenant("k3"), lost)).toEqual([]);
    expect(halting.whyNot(tenant("k4"))).toBe(broken("cluster-1", 2));
    expect(halting.whyNot(tenant("ak4"))).toBe(broken("cluster-1", 2));
    expect(halting.whyNot(tenant("a4"))).toBeUndefined();
  });

  test("is not, where one between them was run well", () => {
    const halting = start();
    halting.ended(tenant("k1"), lost);
    halting.ended(tenant("k2"), fine);
    expect(halting.ended(tenant("k3"), lost)).toEqual([]);
    expect(halting.whyNot(tenant("k4"))).toBeUndefined();
  });

  test.each([
    ["a tenant that was not touched", nothingDone({ result: "unchanged" })],
    ["a tenant's own mistake", failed("permanent", "kubernetes:core/v1:Namespace x: Forbidden: no")],
    ["somebody else's lock", failed("locked")],
    ["a program that crashed", failed("crashed")],
    ["an interruption", nothingDone({ result: "interrupted", attempts: 1 })],
  ] as const)("is neither blamed nor cleared by %s", (_what, outcome) => {
    const halting = start();
    expect(halting.ended(tenant("k1"), outcome)).toEqual([]);
    halting.ended(tenant("k2"), lost);
    halting.ended(tenant("k3"), outcome);
    expect(halting.ended(tenant("k4"), lost)).toEqual([{ cell: "cluster-1", reason: broken("cluster-1", 2) }]);
  });

  test("is told from another of the same tenants by what failed", () => {
    const halting = start();
    halting.ended(tenant("ak1"), lost);
    const inside = "tenantry:iaas:Bundle$tenantry:iaas:Network$aws:ec2/vpc:Vpc web: ServiceUnavailable: later";
    halting.ended(tenant("ak2"), failed("transient", inside));
    expect(halting.whyNot(tenant("ak3"))).toBeUndefined();
    expect(halting.ended(tenant("ak3"), lost)).toEqual([{ cell: "cluster-1", reason: broken("cluster-1", 2) }]);
  });
});
