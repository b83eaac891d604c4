import { describe, expect, test } from "@jest/globals";

import { nothingDone } from "../../../../core/results/runOutcome.ts";
import type { ClusterObject, ClusterObjects } from "../../../../fleet/drift/clusterObjects.ts";
import type { CellComparison } from "../../../../fleet/drift/examine.ts";
import type { Looked } from "../../../../fleet/drift/look.ts";
import { repairStep } from "../../../../fleet/drift/repairStep.ts";
import type { Repair } from "../../../../fleet/drift/results.ts";
import type { StackTask } from "../../../../fleet/stackSteps.ts";
import type { TenantSubject } from "../../../../fleet/stackSubject.ts";

const signal = new AbortController().signal;
const task: StackTask = {
  subject: { kind: "tenant", resolved: { id: "acme" } } as TenantSubject,
  signal,
  onProgress: () => undefined,
};
const objectOf = (group: string, kind: string, name: string): ClusterObject => ({
  kind: { group, kind, resource: `${kind.toLowerCase()}s` },
  path: `/${name}`,
  namespace: "prod",
  name,
  uid: name,
  controller: undefined,
  content: {},
});
const policy = objectOf("networking.k8s.io", "NetworkPolicy", "open");
const database = objectOf("postgresql.cnpg.io", "Cluster", "theirs");
const quota = objectOf("", "ResourceQuota", "quota");

/** Runs a repair whose looks find this, one after the other, and tells what happened in its order. */
async function repaired(
  found: readonly Pick<CellComparison, "foreign" | "inexact">[],
  {
    stop = new AbortController().signal,
    remove = () => Promise.resolve(),
  }: { stop?: AbortSignal; remove?: () => Promise<void> } = {},
) {
  const told: string[] = [];
  const cluster = {
    remove: async ({ name }: ClusterObject) => {
      told.push(`remove ${name}`);
      await remove();
    },
    patch: ({ name }: ClusterObject, patch: object) =>
      Promise.resolve(void told.push(`patch ${name} ${JSON.stringify(patch)}`)),
  } as unknown as ClusterObjects;
  const looks = found.map((one): Looked => ({
    seconds: 1,
    look: { objects: [], comparisons: [{ cell: "eu-1", cluster, ...one }] },
  }));
  const [first = { seconds: 0, look: undefined }, ...later] = looks;
  const repairs: Repair[] = [];
  const outcome = await repairStep({
    before: new Map([["acme", first]]),
    lookAt: ([id = ""], concurrency) => {
      told.push(`look at ${id}, ${String(concurrency)}`);
      return Promise.resolve(new Map([[id, later.shift() ?? { seconds: 1, look: undefined }]]));
    },
    signal: stop,
    note: (line) => void told.push(line),
    onRepaired: (_tenant, repair) => void repairs.push(repair),
  })(task, () => {
    told.push("up");
    return Promise.resolve(nothingDone({ result: "updated" }));
  });
  return { outcome, told, repair: repairs[0] };
}

const inexact = {
  object: quota,
  paths: ["spec.hard"],
  isFixed: false,
  removals: { a: null },
  patch: { a: null, b: 1 },
};

describe("a repair", () => {
  test("takes away what opens an environment before the engine runs, and puts right what that does not see after it", async () => {
    const { outcome, told, repair } = await repaired([
      { foreign: [policy], inexact: [inexact] },
      { foreign: [], inexact: [inexact] },
      { foreign: [], inexact: [] },
    ]);
    expect(outcome.result).toBe("updated");
    expect(told).toEqual([
      "acme: removes NetworkPolicy prod/open in eu-1",
      "remove open",
      "acme: puts back ResourceQuota prod/quota in eu-1: spec.hard",
      'patch quota {"a":null}',
      "up",
      "look at acme, 1",
      "acme: puts back ResourceQuota prod/quota in eu-1: spec.hard",
      'patch quota {"a":null,"b":1}',
      "look at acme, 1",
    ]);
    expect([repair?.outcome.result, repair?.problems, repair?.looks.length]).toEqual(["updated", [], 2]);
  });

  test("looks once where the engine has made all right", async () => {
    const { told, repair } = await repaired([
      { foreign: [], inexact: [] },
      { foreign: [], inexact: [] },
    ]);
    expect([told, repair?.looks.length]).toEqual([["up", "look at acme, 1"], 1]);
  });

  test("keeps what may hold data, and goes on where something cannot be removed; both are told", async () => {
    const { told, repair } = await repaired([{ foreign: [database, policy], inexact: [] }], {
      remove: () => Promise.reject(new Error("forbidden")),
    });
    expect(told).toEqual(["acme: removes NetworkPolicy prod/open in eu-1", "remove open", "up", "look at acme, 1"]);
    expect(repair?.problems).toEqual([
      "Cluster prod/theirs in eu-1 is not removed: it may hold data. Look what it is and remove it by hand.",
      "forbidden",
    ]);
  });

  test("mends nothing more after an interruption", async () => {
    const stopped = AbortSignal.abort();
    const { told } = await repaired(
      [
        { foreign: [], inexact: [] },
        { foreign: [], inexact: [inexact] },
      ],
      { stop: stopped },
    );
    expect(told).toEqual(["up", "look at acme, 1"]);
  });
});
