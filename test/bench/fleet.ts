import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { runDocument } from "../../core/results/tenantRun.ts";
import { renderTenant } from "../../fleet/engine/render.ts";
import { installSandbox } from "../../sandbox/install.ts";
import { openEstate } from "../../stacks/openEstate.ts";
import { copyEstate, root, type TestEstate } from "../helpers/cli.ts";
import { exampleNodes } from "../helpers/exampleNodes.ts";
import { measure, type Measurement } from "./measure.ts";
import { usualProgram } from "./usualProgram.ts";

/** What the tenants of a fleet are, by the example estate's tenants that they are copies of. */
export interface FleetKind {
  readonly title: string;
  readonly templates: readonly string[];
  /** How many times as fast as the usual way it should be. */
  readonly goals: { readonly created: number; readonly unchanged: number };
}

/** The kinds that are measured. */
export const fleetKinds: readonly FleetKind[] = [
  { title: "32 resources on AWS", templates: ["acme"], goals: { created: 4, unchanged: 4 } },
  {
    title: "the example's tiers, mixed",
    templates: ["acme", "globex", "hooli", "initech"],
    goals: { created: 2, unchanged: 4 },
  },
];

/** One thing that was done to all tenants, by us and by the peer. */
export interface FleetPhase {
  readonly what: string;
  readonly ours: Measurement;
  readonly theirs: Measurement;
  readonly goal: number;
}

/** The sandbox's limits that a fleet in one account goes beyond. */
const limits = {
  ...{ vpcsPerRegion: 10_000, resourceGroupsPerRegion: 10_000, rolesPerAccount: 100_000, policiesPerAccount: 100_000 },
  ...{ eipsPerRegion: 10_000, natGatewaysPerZone: 10_000, gatewayEndpointsPerRegion: 10_000 },
  ...{ instanceProfilesPerAccount: 100_000, bucketsPerAccount: 100_000 },
};

/**
 * Brings a fleet up and up again, by `tenantry up --all -j 2` and by `xargs -P2 pulumi up` over programs as they are usually written,
 * each on a sandbox of its own.
 *
 * @throws Error when anything ends otherwise than it should.
 */
export async function measureFleet(
  kind: FleetKind,
  tenants: number,
  say: (text: string) => void,
): Promise<readonly FleetPhase[]> {
  const estate = copyEstate();
  try {
    const ids = order(estate, kind, tenants);
    const peer = await preparePeer(estate, ids, say);
    const ours = async (what: string, result: string): Promise<Measurement> => {
      say(`${kind.title}: tenantry, ${what}`);
      const args = [join(root, "cli/bin.js"), "up", "--all", "-j", "2", "--json"];
      const found = await measure(process.execPath, args, { cwd: estate.directory, env: process.env });
      const others = runDocument.parse(JSON.parse(found.stdout)).results.filter((each) => each.result !== result);
      if (others.length > 0) throw new Error(JSON.stringify(others));
      return found;
    };
    const created = await ours("created", "created");
    const skipped = await ours("unchanged", "unchanged");
    forget(estate);
    const looked = await ours("unchanged, without a memory of it", "unchanged");
    say(`${kind.title}: the usual way`);
    const theirCreated = await peer(/^ +\+ \d+ created/gm);
    const theirUnchanged = await peer(/^ +\d+ unchanged/gm);
    return [
      { what: "created", ours: created, theirs: theirCreated, goal: kind.goals.created },
      { what: "unchanged", ours: skipped, theirs: theirUnchanged, goal: kind.goals.unchanged },
      { what: "unchanged, looked at by the engine", ours: looked, theirs: theirUnchanged, goal: kind.goals.unchanged },
    ];
  } finally {
    estate.remove();
  }
}

/** Takes the journal away, so that the engine has to look whether anything has changed. */
function forget({ stateDirectory }: TestEstate): void {
  rmSync(join(stateDirectory, "runs"), { recursive: true });
}

/** Makes the estate one of so many tenants, and room for them. */
function order(estate: TestEstate, { templates }: FleetKind, tenants: number): string[] {
  const texts = templates.map((name) =>
    readFileSync(join(estate.directory, "estate", "tenants", `${name}.yaml`), "utf8"),
  );
  const orders = Array.from({ length: tenants }, (_, index) => {
    const name = templates[index % templates.length] ?? "";
    const id = `bench${String(index + 1).padStart(3, "0")}`;
    const network = `10.${String(40 + (index >> 4))}.${String((index & 15) << 4)}.0/20`;
    const text = (texts[index % templates.length] ?? "")
      .replaceAll(name, id)
      .replace(/cidr: \S+(?= \}|$)/m, `cidr: ${network}`);
    return { id, name, text };
  });
  estate.onlyTenants(Object.fromEntries(orders.map(({ id, text }) => [id, text])));
  const owners = orders
    .filter(({ name }) => name === "hooli")
    .map(({ id: tenant }) => ({ tenant, vcpu: 32, memoryGiB: 128, pods: 330 }));
  estate.edit("estate.yaml", exampleNodes, JSON.stringify(owners));
  estate.edit(
    "estate.yaml",
    "{ vcpu: 64, memoryGiB: 256, storageGiB: 2000, pods: 660 }",
    "{ vcpu: 100000, memoryGiB: 400000, storageGiB: 2000000, pods: 150000 }",
  );
  estate.edit("estate.yaml", "limits: { vpcs: 5, buckets: 10000", "limits: { vpcs: 10000, buckets: 100000");
  estate.sandbox({ limits });
  return orders.map(({ id }) => id);
}

/** Makes the peer's programs and stacks; gives what runs them all, and checks that as many as there are end as they should. */
async function preparePeer(
  estate: TestEstate,
  ids: readonly string[],
  say: (text: string) => void,
): Promise<(expected: RegExp) => Promise<Measurement>> {
  const prepared = await estate.tenantry(["env", "--json"]);
  if (prepared.code !== 0) throw new Error(prepared.stderr);
  const { variables } = JSON.parse(prepared.stdout) as { variables: Record<string, string> };
  const peer = join(estate.directory, "peer");
  const pulumiHome = join(peer, "home");
  mkdirSync(join(peer, "state"), { recursive: true });
  installSandbox({ pulumiHome, inventory: join(peer, "inventory.sqlite"), providers: ["aws", "kubernetes"] });
  writeFileSync(join(peer, "sandbox.json"), JSON.stringify({ limits }));
  symlinkSync(join(root, "node_modules"), join(peer, "node_modules"));
  const env = {
    ...process.env,
    ...variables,
    PULUMI_BACKEND_URL: `file://${join(peer, "state")}`,
    PULUMI_HOME: pulumiHome,
  };
  const opened = openEstate("estate", estate.directory).estate;
  if (opened === undefined) throw new Error("the estate is not valid");
  say(`making the peer's ${String(ids.length)} programs and stacks`);
  for (const { resolved } of opened.tenants) {
    const directory = join(peer, resolved.id);
    mkdirSync(directory);
    for (const [name, text] of Object.entries(usualProgram(await renderTenant(resolved)))) {
      writeFileSync(join(directory, name), text);
    }
    const made = spawnSync("pulumi", ["stack", "init", resolved.id], { cwd: directory, env, encoding: "utf8" });
    if (made.status !== 0) throw new Error(made.stderr);
  }
  writeFileSync(join(peer, "ids"), ids.join("\n"));
  return async (expected) => {
    const args = ["-a", "ids", "-P2", "-I{}", "pulumi", "up", "-f", "-y", "--non-interactive", "-C", "{}", "-s", "{}"];
    const found = await measure("xargs", args, { cwd: peer, env });
    if (found.stdout.match(expected)?.length !== ids.length) throw new Error(found.stdout);
    return found;
  };
}
