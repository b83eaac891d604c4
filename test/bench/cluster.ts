import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { runDocument } from "../../core/results/tenantRun.ts";
import type { SimulatedNode } from "../../tools/kubernetes/nodes.ts";
import { byHand } from "../helpers/byHand.ts";
import { copyEstate, root, type TestEstate } from "../helpers/cli.ts";
import { exampleNodes } from "../helpers/exampleNodes.ts";
import { prepareCell, startCluster, type TestCluster } from "../helpers/cluster.ts";
import { allObjects, objectName } from "../helpers/isolation/objects.ts";
import { manifestOf, nodeOf, type TenantOrder } from "../helpers/isolation/tenants.ts";
import { clusterDocument, type Phase } from "./clusterDocument.ts";
import { benchMark, measure, type Measurement } from "./measure.ts";

const starter: TenantOrder = { tier: "starter@2", environments: ["prod"] };
const standard: TenantOrder = { tier: "standard@2", environments: ["prod", "staging"] };
const premium: TenantOrder = { tier: "premium@1", environments: ["prod"] };

/** Ten tenants: what the peer runs, and the product five times over. */
const mix = [starter, standard, starter, standard, premium, starter, standard, starter, standard, premium];

const orders: readonly (readonly [id: string, order: TenantOrder])[] = Array.from({ length: 5 }, () => mix)
  .flat()
  .map((order, index) => [`bench${String(index + 1).padStart(2, "0")}`, order]);
const owners = orders.filter(([, { tier }]) => tier === "premium@1").map(([id]) => id);

/** Four nodes for all, and two for each tenant that has its own. */
const nodes: readonly SimulatedNode[] = [
  ...["a", "b", "c", "d"].map((name) => nodeOf(`shared-${name}`, name === "a" || name === "c" ? "a" : "b")),
  ...owners.flatMap((owner) => ["a", "b"].map((zone) => nodeOf(`${owner}-${zone}`, zone, owner))),
];

/** The mark of the cluster's own processes, which run beside what is measured. */
const clusterMark = "cluster";

/**
 * Fifty tenants of the platform on a real API server: brought up, brought up again and destroyed, against ten of them by plain
 * `pulumi up`. The section of the document.
 *
 * @throws Error when anything ends otherwise than it should, or is left.
 */
export async function clusterSection(say: (text: string) => void): Promise<string> {
  const estate = copyEstate();
  let cluster: TestCluster | undefined;
  try {
    estate.onlyTenants(Object.fromEntries(orders.map(([id, order]) => [id, manifestOf(id, order)])));
    const room = JSON.stringify(owners.map((tenant) => ({ tenant, vcpu: 32, memoryGiB: 128, pods: 330 })));
    estate.edit("estate.yaml", exampleNodes, room);
    estate.edit("estate.yaml", "{ vcpu: 64, memoryGiB: 256, storageGiB: 2000, pods: 660 }", capacity);
    process.env[benchMark] = clusterMark;
    cluster = await startCluster(estate, { nodes });
    const before = await names(cluster);
    await prepareCell(estate, cluster);
    const prepared = await names(cluster);
    const phases = await measureAll(estate, cluster, say);
    await untilOnly(cluster, prepared);
    const { code } = await estate.tenantry(["cell", "destroy", "eu-shared-1", "--yes"], { env: cluster.env });
    if (code !== 0) throw new Error("the cell was not destroyed");
    await untilOnly(cluster, before);
    return clusterDocument(phases, orders.length, mix.length);
  } finally {
    await cluster?.stop();
    estate.remove();
  }
}

const capacity = "{ vcpu: 1000, memoryGiB: 4000, storageGiB: 20000, pods: 10000 }";

async function measureAll(
  estate: TestEstate,
  { env }: TestCluster,
  say: (text: string) => void,
): Promise<readonly Phase[]> {
  const ours = async (verb: "up" | "destroy", result: string): Promise<Measurement> => {
    say(`${String(orders.length)} tenants, tenantry ${verb}: ${result}`);
    const args = [
      join(root, "cli/bin.js"),
      verb,
      "--all",
      "-j",
      "2",
      "--json",
      ...(verb === "destroy" ? ["--yes"] : []),
    ];
    const found = await measure(process.execPath, args, {
      cwd: estate.directory,
      env: { ...process.env, ...env },
      beside: clusterMark,
    });
    const { results } = runDocument.parse(JSON.parse(found.stdout));
    const others = results.filter((each) => each.result !== result);
    if (results.length !== orders.length || others.length > 0) throw new Error(JSON.stringify(others));
    return found;
  };
  const created = await ours("up", "created");
  const unchanged = await ours("up", "unchanged");
  const destroyed = await ours("destroy", "destroyed");

  const variables = await byHand(estate);
  writeFileSync(
    join(estate.directory, "ids"),
    orders
      .slice(0, mix.length)
      .map(([id]) => `${id}\n`)
      .join(""),
  );
  const theirs = async (expected: RegExp): Promise<Measurement> => {
    say(`${String(mix.length)} tenants, pulumi up`);
    const args = ["-a", "ids", "-P2", "-I{}", "pulumi", "up", "-f", "-y", "--non-interactive", "-s", "{}"];
    const found = await measure("xargs", args, {
      cwd: estate.directory,
      env: { ...process.env, ...variables, ...env },
      beside: clusterMark,
    });
    const ended = found.stdout.match(expected) ?? [];
    if (ended.length !== mix.length) throw new Error(found.stdout);
    return found;
  };
  const theirCreated = await theirs(/^ +\+ \d+ created/gm);
  const theirUnchanged = await theirs(/^ +\d+ unchanged/gm);
  const ids = orders.slice(0, mix.length).map(([id]) => id);
  const gone = await estate.tenantry(["destroy", ...ids, "--yes"], { env });
  if (gone.code !== 0) throw new Error(gone.stderr);
  return [
    { what: "created", ours: created, theirs: theirCreated },
    { what: "unchanged", ours: unchanged, theirs: theirUnchanged },
    { what: "destroyed", ours: destroyed },
  ];
}

async function names(cluster: TestCluster): Promise<ReadonlySet<string>> {
  return new Set((await allObjects(cluster)).map(objectName));
}

/** Waits until nothing is there but what was: volumes go some time after their claims. */
async function untilOnly(cluster: TestCluster, expected: ReadonlySet<string>): Promise<void> {
  for (let tries = 0; ; tries++) {
    const left = [...(await names(cluster))].filter((name) => !expected.has(name));
    if (left.length === 0) return;
    if (tries === 60) throw new Error(`left behind: ${left.join(", ")}`);
    await sleep(500);
  }
}
