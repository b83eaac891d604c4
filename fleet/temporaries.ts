import { createHash, randomUUID } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { livenessOf, thisProcess } from "./leases/processes.ts";

/** Hidden, so that nothing takes such a file for one of its directory; with who writes it: process, start and place. */
const pattern = /^\.tenantry-(?<pid>\d+)-(?<startTime>\d+)-(?<place>[0-9a-f]{8})-[0-9a-f-]{36}$/;

/** Where this process has looked for such files already. */
const cleared = new Set<string>();

/**
 * A name for a file in a directory, until it is whole and gets its own. What processes that are dead have left there is taken away; where
 * that cannot be known, or not be done, it stays and does nobody any harm.
 */
export function temporaryIn(directory: string): string {
  const { pid, startTime, place } = thisProcess();
  if (!cleared.has(directory)) clear(directory, place);
  return join(directory, `.tenantry-${String(pid)}-${String(startTime)}-${digestOf(place)}-${randomUUID()}`);
}

function clear(directory: string, here: string | null): void {
  cleared.add(directory);
  try {
    for (const name of readdirSync(directory)) {
      const { pid, startTime, place } = pattern.exec(name)?.groups ?? {};
      if (pid === undefined || place !== digestOf(here)) continue;
      const writer = { pid: Number(pid), startTime: Number(startTime), place: here };
      if (livenessOf(writer) === "dead") rmSync(join(directory, name), { force: true });
    }
  } catch {
    // A directory that may not be listed, or somebody else's file in one that all may write to.
  }
}

/** Containers have process numbers of their own: those of another place say nothing here. */
function digestOf(place: string | null): string {
  return createHash("sha256")
    .update(place ?? "")
    .digest("hex")
    .slice(0, 8);
}
