/**
 * The sandbox's Kubernetes plugin against a real API server: every case ends in both as its table says, and tells the same of what
 * was created. Both are asked over the protocol by which an engine asks its providers.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { customShapes } from "../../sandbox/types/kubernetes/customShapes.generated.ts";
import { customResourceTypes } from "../../sandbox/types/kubernetes/customResources.ts";
import { generateCustomShapes, type Definition } from "../../sandbox/types/kubernetes/generateCustom.ts";
import { apiOf, isNamespaced } from "../../sandbox/types/kubernetes/kind.ts";
import { ensureKubernetes } from "../../tools/kubernetes/build.ts";
import { copyEstate, type TestEstate } from "../helpers/cli.ts";
import { clusterTimeout, startCluster, type TestCluster } from "../helpers/cluster.ts";
import { nameOf } from "./conformance/case.ts";
import { clusterCases } from "./conformance/cases/all.ts";
import { judge, type Verdict } from "./conformance/judge.ts";
import { Plugin } from "./conformance/plugin.ts";
import { startSandbox, type SandboxPlugin } from "./conformance/sandboxPlugin.ts";
import { told } from "./conformance/told.ts";

/** Most of a case is waiting for the cluster. */
const AT_ONCE = 24;

let estate: TestEstate;
let cluster: TestCluster | undefined;
let real: Plugin | undefined;
let sandbox: SandboxPlugin | undefined;
let verdicts: readonly (readonly [real: Verdict, simulated: Verdict])[];

async function judgeAll(): Promise<typeof verdicts> {
  if (real === undefined || sandbox === undefined) throw new Error("the providers have not been started");
  const found: (typeof verdicts)[number][] = [];
  const queue = [...clusterCases.entries()];
  const work = async (theReal: Plugin, { plugin }: SandboxPlugin): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next;
      found[index] = await Promise.all([judge(theReal, item, index), judge(plugin, item, index)]);
    }
  };
  const [theReal, theSandbox] = [real, sandbox];
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(theReal, theSandbox)));
  return found;
}

beforeAll(async () => {
  estate = copyEstate();
  cluster = await startCluster(estate);
  const { provider } = await ensureKubernetes({ env: process.env });
  real = await Plugin.start([provider], { kubeconfig: cluster.config.exportConfig() });
  sandbox = await startSandbox();
  verdicts = await judgeAll();
}, clusterTimeout);

afterAll(async () => {
  await real?.stop();
  await sandbox?.stop();
  await cluster?.stop();
  estate.remove();
});

describe.each(clusterCases.map((item, index) => [nameOf(item), item, index] as const))("%s", (_name, item, index) => {
  test("ends in the real cluster as the table says", () => {
    const [ofReal] = verdicts[index] ?? [];
    // With what was said beside it, which tells why when it is another.
    expect([ofReal?.outcome, ofReal?.message]).toEqual([item.outcome, ofReal?.message]);
  });

  test("ends in the sandbox as in the real cluster, and tells the same", () => {
    const [ofReal, ofSandbox] = verdicts[index] ?? [];
    expect([ofSandbox?.outcome, ofSandbox?.message]).toEqual([ofReal?.outcome, ofSandbox?.message]);
    expect(told(item, ofSandbox?.outputs)).toEqual(told(item, ofReal?.outputs));
  });
});

test("the sandbox knows the custom resources as the cluster's definitions do", async () => {
  const list = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  const answer = await cluster?.ask("GET", list);
  const definitions = (answer?.body as { items: Definition[] }).items;
  expect(customShapes).toEqual(generateCustomShapes(definitions));
  for (const type of customResourceTypes) {
    const { group, kind } = apiOf(type.token);
    const definition = definitions.find(({ spec }) => spec.names.kind === kind && group === spec.group);
    expect([type.token, isNamespaced(type)]).toEqual([type.token, definition?.spec.scope === "Namespaced"]);
  }
});
