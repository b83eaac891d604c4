import { readFileSync } from "node:fs";
import { join } from "node:path";

import { statusDocument } from "../../../core/results/documents.ts";
import { renderTenant } from "../../../fleet/engine/render.ts";
import { listObjects } from "../../../sandbox/install.ts";
import { openEstate } from "../../../stacks/openEstate.ts";
import type { TestEstate } from "../cli.ts";
import { engineLocks } from "../engineLocks.ts";
import { readState } from "../engineState.ts";

/** What is not as it should be in an estate, one line each; empty where inventory, states and manifests are one. */
export async function differences(estate: TestEstate): Promise<string[]> {
  const { estate: opened } = openEstate("estate", estate.directory);
  if (opened === undefined) throw new Error("the estate is not valid");
  const found: string[] = engineLocks(estate).flatMap((file) => (file.endsWith(".json") ? [`${file} is locked`] : []));
  const objects = await listObjects(join(estate.stateDirectory, "inventory.sqlite"));
  for (const { resolved } of opened.tenants) {
    const wanted = (await renderTenant(resolved))
      .filter(({ provider }) => provider !== undefined)
      .map(({ urn }) => urn);
    const file = join(states(estate), `${resolved.id}.json`);
    const text = readFileSync(file, "utf8");
    const pending = pendingIn(text);
    if (pending > 0) found.push(`${resolved.id}: ${String(pending)} operations are pending`);
    const own = readState(text).filter(({ provider }) => provider !== undefined && provider !== "");
    const held = objects.filter(({ stack }) => stack === resolved.id);
    const keysOf = (all: readonly { readonly urn: string; readonly id: string }[]): string[] =>
      all.map(({ urn, id }) => `${urn} ${id}`).toSorted();
    found.push(...compare(`${resolved.id}, inventory`, keysOf(held), keysOf(own)));
    found.push(...compare(`${resolved.id}, state`, own.map(({ urn }) => urn).toSorted(), wanted.toSorted()));
  }
  const tenants = new Set(opened.tenants.map(({ resolved }) => resolved.id));
  for (const { stack, type, id } of objects) if (!tenants.has(stack)) found.push(`nobody's: ${type} ${id} of ${stack}`);
  const status = await estate.command(["status", "--json"]);
  for (const { tenant, state } of statusDocument.parse(JSON.parse(status.stdout)).tenants) {
    if (state !== "in-sync") found.push(`${tenant}: ${state}`);
  }
  const orphans = await estate.command(["orphans", "--all"]);
  if (orphans.code !== 0) found.push(orphans.stdout);
  return found;
}

function compare(what: string, found: readonly string[], wanted: readonly string[]): string[] {
  const count = (all: readonly string[], key: string): number => all.filter((other) => other === key).length;
  return [...new Set([...found, ...wanted])].flatMap((key) => {
    const [has, should] = [count(found, key), count(wanted, key)];
    return has === should ? [] : [`${what}: ${String(has)} of ${String(should)}: ${key}`];
  });
}

function states(estate: TestEstate): string {
  return join(estate.stateDirectory, "state", ".pulumi", "stacks", "tenantry");
}

function pendingIn(text: string): number {
  const { checkpoint } = JSON.parse(text) as { checkpoint: { latest?: { pending_operations?: unknown[] | null } } };
  return checkpoint.latest?.pending_operations?.length ?? 0;
}
