import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Session, type Subject } from "../../../../../sandbox/provider/session.ts";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { kubernetesTarget } from "../../../../../sandbox/types/kubernetes/target.ts";

const directory = mkdtempSync(path.join(tmpdir(), "tenantry-quota-"));
let session: Session;
let count = 0;

beforeAll(async () => {
  session = new Session({
    target: kubernetesTarget,
    inventory: path.join(directory, "inventory.sqlite"),
    now: () => new Date("2026-01-01T00:00:00Z"),
    random: () => 0.5,
    environment: {},
  });
  await session.configure({ context: "quota" });
});
afterAll(() => {
  session.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  await create("core/v1:Namespace", { metadata: { name: `space-${String(++count)}` } }, false);
});

/** Creates an object of the present test's namespace. */
async function create(kind: string, inputs: Properties, namespaced = true): Promise<Properties> {
  const subject: Subject = {
    type: `kubernetes:${kind}`,
    name: `r${String(count)}`,
    urn: `urn:pulumi:t::p::${kind}::r`,
  };
  const metadata = {
    ...(namespaced && { namespace: `space-${String(count)}` }),
    ...(inputs["metadata"] as Properties),
  };
  const checked = session.check({
    type: subject.type,
    name: subject.name,
    news: { ...inputs, metadata },
    olds: {},
    seed: Buffer.from(String(Math.PI)),
    autonaming: undefined,
  });
  expect(checked.problems).toEqual([]);
  return (await session.create(subject, checked.inputs)).outputs;
}

const quota = (hard: Properties, more: Properties = {}): Promise<Properties> =>
  create("core/v1:ResourceQuota", { metadata: { name: "bounds" }, spec: { hard, ...more } });

const run = (name: string, replicas: number, pod: Properties): Promise<Properties> =>
  create("apps/v1:Deployment", {
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: pod },
    },
  });

const container = (cpu?: string): Properties => ({
  name: "main",
  image: "example.com/one",
  ...(cpu !== undefined && { resources: { limits: { cpu } } }),
});

const ofPriority = (operator: string): Properties => ({
  scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator, values: ["high"] }] },
});

describe("a quota of pods", () => {
  test("counts what all pods of all workloads ask for", async () => {
    await quota({ "limits.cpu": "1", pods: "9" });
    await run("first", 3, { containers: [container("250m")] });
    await expect(run("second", 1, { containers: [container("251m")] })).rejects.toThrow(
      'Timeout: no pod gets ready: pods "second-0" is forbidden: exceeded quota: bounds, requested: limits.cpu=0.251, used: limits.cpu=0.75, limited: limits.cpu=1',
    );
    await run("second", 1, { containers: [container("250m")] });
    await expect(run("third", 6, { containers: [container("0")] })).rejects.toThrow(
      "exceeded quota: bounds, requested: pods=6, used: pods=4, limited: pods=9",
    );
  });

  test("takes the greediest of the containers that run before the others", async () => {
    await quota({ "limits.cpu": "400m" });
    const pod = { containers: [container("200m")] };
    await expect(run("one", 1, { ...pod, initContainers: [container("401m")] })).rejects.toThrow("exceeded quota");
    await run("one", 1, { ...pod, initContainers: [container("400m")] });
  });

  test("wants containers to say what they need, unless a limit range says it for them", async () => {
    await quota({ "limits.cpu": "1", "requests.cpu": "500m" });
    await expect(run("one", 1, { containers: [container()] })).rejects.toThrow(
      "failed quota: bounds: must specify limits.cpu,requests.cpu",
    );
    const limits = [{ type: "Container", default: { cpu: "300m" }, defaultRequest: { cpu: "200m" } }];
    await create("core/v1:LimitRange", { metadata: { name: "defaults" }, spec: { limits } });
    await expect(run("one", 3, { containers: [container()] })).rejects.toThrow("requested: requests.cpu=0.6");
    await run("one", 2, { containers: [container()] });
  });

  test.each([
    ["In", undefined, true],
    ["In", "high", false],
    ["NotIn", undefined, false],
    ["NotIn", "high", true],
  ])("of priorities %s a list counts pods of those alone (%s)", async (operator, priorityClassName, fits) => {
    await create("scheduling.k8s.io/v1:PriorityClass", { metadata: { name: "high" }, value: 1 }, false);
    await quota({ pods: "0" }, ofPriority(operator));
    const made = run("one", 1, {
      containers: [container()],
      ...(priorityClassName !== undefined && { priorityClassName }),
    });
    if (fits) await expect(made).resolves.toMatchObject({ status: { readyReplicas: 1 } });
    else await expect(made).rejects.toThrow("exceeded quota: bounds, requested: pods=1, used: pods=0, limited: pods=0");
  });
});

test("a quota of pods does not count other objects", async () => {
  await quota({ "count/configmaps": "0" }, ofPriority("In"));
  await expect(create("core/v1:ConfigMap", { metadata: { name: "one" } })).resolves.toMatchObject({
    kind: "ConfigMap",
  });
});

test("a quota lowered below what is used lets what gets no larger be changed", async () => {
  await create("core/v1:ConfigMap", { metadata: { name: "one" } });
  await quota({ "count/configmaps": 0 });
  await create("core/v1:ConfigMap", { metadata: { name: "one" }, data: { key: "value" } });
  await expect(create("core/v1:ConfigMap", { metadata: { name: "two" } })).rejects.toThrow(
    '"two" is forbidden: exceeded quota: bounds, requested: count/configmaps=1, used: count/configmaps=1, limited: count/configmaps=0',
  );
});
