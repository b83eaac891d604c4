import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";

import { parseJson } from "../../core/documents/parseJson.ts";
import { isAbsent, namesIn } from "../ifThere.ts";
import type { Workspace } from "../workspace.ts";
import { projectName } from "./projectSettings.ts";

/** What a state may take when it is unpacked, in bytes; the largest stacks have some ten million. */
const largest = 512 * 1024 * 1024;

/** How a checkpoint's file is named beside its stack, in the order in which the engine lists them. */
const endings = [".json", ".json.gz", ".json.zst"] as const;

/** A stack's name, as the engine allows it. */
const stackName = /^[\w.-]{1,100}$/;

/** Version 3 of the engine's schema, and 4, which only names features beside it. Older ones are the CLI's to read. */
const checkpointFile = z.object({
  version: z.int().min(3).max(4),
  checkpoint: z.object({ latest: z.unknown().optional() }),
});

/** A state that is damaged, or that only another version of Pulumi can read. */
class UnreadableStateError extends Error {
  override readonly name = "UnreadableStateError";
}

/** A stack's checkpoint as it lies on the disk. */
export interface StateFile {
  /** The deployment that `pulumi stack export` gives; undefined for a stack to which nothing was ever done. */
  readonly deployment: () => unknown;
  /** SHA-256 over the file, in hexadecimal. */
  readonly version: string;
}

/** Stacks whose states are files, in the layout of Pulumi's own backends (pkg/backend/diy in its source). */
export interface FileBackend {
  /** Where the engine keeps the locks of a stack: a file each. */
  readonly lockDirectory: (stack: string) => string;
  /** Where the engine keeps the history of a stack: files in the order of its updates by their names. */
  readonly historyDirectory: (stack: string) => string;
  /** The names of all stacks of the project. */
  readonly names: () => string[];
  /** A stack's checkpoint; undefined when there is none. */
  readonly read: (stack: string) => StateFile | undefined;
}

/**
 * Opens the states of an estate for being read from their files, which takes no CLI. Undefined where they are elsewhere, or in a layout
 * from before stacks belonged to projects.
 */
export function openFileBackend({ environment }: Pick<Workspace, "environment">): FileBackend | undefined {
  const url = environment["PULUMI_BACKEND_URL"] ?? "";
  const path = url.slice("file://".length);
  // What else a URL may say, such as a query, the CLI understands and this does not.
  if (!url.startsWith("file:///") || /[?#%]/.test(path)) return undefined;
  const kept = join(path, ".pulumi");
  if (!hasProjects(kept)) return undefined;
  const stacks = join(kept, "stacks", projectName);
  return {
    lockDirectory: (stack) => join(kept, "locks", "organization", projectName, stack),
    historyDirectory: (stack) => join(kept, "history", projectName, stack),
    names: () => stacksIn(stacks),
    read: (stack) => (stackName.test(stack) ? readState(stacks, stack) : undefined),
  };
}

/** True where stacks belong to projects, or nothing was ever kept: that is how the engine begins. */
function hasProjects(kept: string): boolean {
  try {
    return /^version:\s*1\s*$/m.test(readFileSync(join(kept, "meta.yaml"), "utf8"));
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return namesIn(join(kept, "stacks")).length === 0;
}

function stacksIn(stacks: string): string[] {
  const names = namesIn(stacks).flatMap((file) => {
    const ending = endings.find((candidate) => file.endsWith(candidate));
    const name = ending === undefined ? "" : file.slice(0, -ending.length);
    return stackName.test(name) ? [name] : [];
  });
  return [...new Set(names)];
}

/** The newest of a stack's files: while the way of packing changes there are two. */
function readState(stacks: string, stack: string): StateFile | undefined {
  const there = endings.flatMap((ending) => {
    const path = join(stacks, stack + ending);
    const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return time === undefined ? [] : [{ path, time }];
  });
  const newest = there.toSorted((a, b) => b.time - a.time)[0]?.path;
  if (newest === undefined) return undefined;
  let bytes: Buffer;
  try {
    bytes = readFileSync(newest);
  } catch (error) {
    // Removed since it was seen.
    if (isAbsent(error)) return undefined;
    throw error;
  }
  const version = createHash("sha256").update(bytes).digest("hex");
  return { version, deployment: () => deploymentOf(newest, bytes) };
}

function deploymentOf(path: string, bytes: Buffer): unknown {
  const parsed = checkpointFile.safeParse(parseJson(unpack(path, bytes)));
  if (parsed.success) return parsed.data.checkpoint.latest;
  throw new UnreadableStateError(
    `The state in ${path} cannot be read: it is no checkpoint of Pulumi's (version 3 or 4). ` +
      "The copy beside it that ends with .bak is the one before.",
  );
}

/** Unpacks what is packed, by how it begins, as the engine does. */
function unpack(path: string, bytes: Buffer): string {
  const begin = bytes.subarray(0, 4).toString("hex");
  try {
    if (begin.startsWith("1f8b08")) return gunzipSync(bytes, { maxOutputLength: largest }).toString("utf8");
    if (begin === "28b52ffd") return zstdDecompressSync(bytes, { maxOutputLength: largest }).toString("utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableStateError(`The state in ${path} cannot be unpacked: ${reason}.`, { cause: error });
  }
  return bytes.toString("utf8");
}
