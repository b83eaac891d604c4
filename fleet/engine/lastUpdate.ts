import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { parseJson } from "../../core/documents/parseJson.ts";
import type { Workspace } from "../workspace.ts";
import { askPulumi } from "./askPulumi.ts";
import { openFileBackend } from "./fileBackend.ts";
import type { FindPulumi } from "./stackStates.ts";

/** An entry of a stack's history (backend.UpdateInfo of Pulumi's own backends; what `pulumi stack history --json` prints). */
const entry = z.object({ kind: z.string(), result: z.string() });
type Entry = z.infer<typeof entry>;

/** How many entries are looked at: after a failure a person may have refreshed a few times. */
const depth = 10;

/**
 * Whether the last update of a stack is known to have failed. One that died has no entry; it leaves operations in the state.
 *
 * @param name the stack's.
 */
export async function lastUpdateFailed(name: string, workspace: Workspace, findPulumi: FindPulumi): Promise<boolean> {
  const files = openFileBackend(workspace);
  const entries =
    files === undefined ? await toldByCommand(name, workspace, findPulumi) : toldByFiles(files.historyDirectory(name));
  // A refresh that ended well says nothing of what the update before it had made.
  return entries.find(({ kind, result }) => kind !== "refresh" || result !== "succeeded")?.result === "failed";
}

function toldByFiles(directory: string): Entry[] {
  return listing(directory)
    .filter((file) => file.endsWith(".history.json"))
    .toSorted()
    .toReversed()
    .slice(0, depth)
    .flatMap((file) => entry.safeParse(parseJson(readFileSync(join(directory, file), "utf8"))).data ?? []);
}

async function toldByCommand(name: string, workspace: Workspace, findPulumi: FindPulumi): Promise<Entry[]> {
  const args = ["stack", "history", "--json", "--page-size", String(depth), "--stack", name];
  return z.array(entry).parse((await askPulumi(workspace, await findPulumi(), args)) ?? []);
}

function listing(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
