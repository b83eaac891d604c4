/** The sandbox gives each case of the conformance table the outcome that a real cluster gives; a cluster test holds the table itself. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { kubernetesTypes } from "../../../../../sandbox/types/kubernetes/table.ts";
import { nameOf } from "../../../../cluster/conformance/case.ts";
import { clusterCases } from "../../../../cluster/conformance/cases/all.ts";
import { judge } from "../../../../cluster/conformance/judge.ts";
import { startSandbox, type SandboxPlugin } from "../../../../cluster/conformance/sandboxPlugin.ts";

let sandbox: SandboxPlugin;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

test("each kind has a case, and each case a name of its own", () => {
  expect([...new Set(clusterCases.map(({ token }) => token))].sort()).toEqual(
    kubernetesTypes.map(({ token }) => token).sort(),
  );
  expect(new Set(clusterCases.map(nameOf)).size).toBe(clusterCases.length);
  expect(clusterCases.length).toBeGreaterThanOrEqual(60);
});

test.each(clusterCases.map((item, index) => [nameOf(item), item, index] as const))("%s", async (_name, item, index) => {
  const { outcome, message } = await judge(sandbox.plugin, item, index);
  expect([outcome, message]).toEqual([item.outcome, message]);
});
