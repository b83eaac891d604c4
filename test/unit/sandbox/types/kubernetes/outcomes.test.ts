/** The sandbox gives each case of the conformance table the outcome that a real cluster gives; a cluster test holds the table itself. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { kubernetesTypes } from "../../../../../sandbox/types/kubernetes/table.ts";
import { nameOf } from "../../../../cluster/conformance/case.ts";
import { clusterCases } from "../../../../cluster/conformance/cases/all.ts";
import { judge, type Verdict } from "../../../../cluster/conformance/judge.ts";
import { startSandbox, type SandboxPlugin } from "../../../../cluster/conformance/sandboxPlugin.ts";

let sandbox: SandboxPlugin;
let verdicts: readonly Verdict[];
beforeAll(async () => {
  sandbox = await startSandbox();
  // All at once: much of it is waiting for what never gets ready.
  verdicts = await Promise.all(clusterCases.map((item, index) => judge(sandbox.plugin, item, index)));
});
afterAll(() => sandbox.stop());

test("each kind has a case, and each case a name of its own", () => {
  expect([...new Set(clusterCases.map(({ token }) => token))].sort()).toEqual(
    kubernetesTypes.map(({ token }) => token).sort(),
  );
  expect(new Set(clusterCases.map(nameOf)).size).toBe(clusterCases.length);
  expect(clusterCases.length).toBeGreaterThanOrEqual(60);
});

test.each(clusterCases.map((item, index) => [nameOf(item), item, index] as const))("%s", (_name, item, index) => {
  const verdict = verdicts[index];
  // With what was said beside it, which tells why when it is another.
  expect([verdict?.outcome, verdict?.message]).toEqual([item.outcome, verdict?.message]);
});
