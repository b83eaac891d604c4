/**
 * Records what the code of a release makes of the tenants in its recording: `npm run record:upgrade -- 0.2.0` brings the tenants of
 * `test/fixtures/upgrades/0.2.0/tenants` up in a sandbox of their own and writes each stack's state beside them. A recording is made
 * once, with the code of its release, and never again: it stands for what customers run.
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { byHand } from "./byHand.ts";
import { root, type TestEstate } from "./cli.ts";
import { upgradeEstate, upgrades } from "./upgrades.ts";

const release = process.argv[2] ?? "";
const recording = join(upgrades, release);
const estate = upgradeEstate(release);
try {
  const up = await estate.tenantry(["up", "--all", "--json"]);
  if (up.code !== 0) throw new Error(`${up.stdout}\n${up.stderr}`);
  const env = await byHand(estate);
  mkdirSync(join(recording, "states"), { recursive: true });
  for (const file of readdirSync(join(recording, "tenants"))) {
    const id = file.replace(/\.yaml$/, "");
    const state = await exportState(estate, id, env);
    writeFileSync(join(recording, "states", `${id}.json`), `${JSON.stringify(state, undefined, 1)}\n`);
    process.stdout.write(`${release}/${id}: ${String(state.deployment.resources.length)} resources\n`);
  }
} finally {
  estate.remove();
}

interface State {
  readonly deployment: { readonly resources: readonly object[]; manifest: object };
}

async function exportState(of: TestEstate, id: string, env: Record<string, string>): Promise<State> {
  const exported = await of.run("pulumi", ["stack", "export", "-s", id, "--non-interactive"], { env });
  if (exported.code !== 0) throw new Error(exported.stderr);
  // The estate's directory is a temporary one of the machine that recorded; nothing reads it.
  return JSON.parse(exported.stdout.replaceAll(of.directory, "/recorded").replaceAll(root, "/tenantry")) as State;
}
