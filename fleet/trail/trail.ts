import { mkdirSync, openSync, closeSync, fstatSync, ftruncateSync, fsyncSync, readSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import lockfile from "proper-lockfile";

import {
  emptyTrail,
  entryAfter,
  trailEntry,
  trailHead,
  type TrailEntry,
  type TrailHead,
  type TrailRecord,
} from "../../core/trail/trailEntry.ts";
import { parseJson } from "../../core/documents/parseJson.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";
import { replaceFile } from "../files.ts";
import { readIfThere } from "../ifThere.ts";

/** The files of an estate's audit trail. */
export interface TrailFiles {
  /** The entries: one JSON document a line, appended only. */
  readonly entries: string;
  /** How the trail was left: a `TrailHead`. */
  readonly head: string;
}

/**
 * Where the audit trail of an estate lies.
 *
 * @param estateDirectory absolute.
 */
export function trailFiles(estateDirectory: string, { spec }: EstateManifest): TrailFiles {
  const directory = resolve(estateDirectory, spec.trail.directory);
  return { entries: join(directory, "trail.jsonl"), head: join(directory, "head.json") };
}

/** How much of the end is looked at: a hundred entries or so, and more than one can take. */
const tailBytes = 64 * 1024;

/**
 * Appends entries and waits until they are on the disk. Two processes take turns. A trail that does not end as it was left goes on
 * with an entry that says so, because work must not stop for it, and must not hide it either.
 *
 * @param gap makes the record of a gap.
 * @returns where the trail ends now.
 * @throws Error with an errno `code` when the disk is full or does not let it be done.
 */
export async function appendToTrail(
  files: TrailFiles,
  records: readonly TrailRecord[],
  gap: (expected: TrailHead) => TrailRecord,
): Promise<TrailHead> {
  mkdirSync(join(files.entries, ".."), { recursive: true });
  const descriptor = openSync(files.entries, "a+", 0o640);
  try {
    const release = await lockfile.lock(files.entries, { retries: { retries: 50, minTimeout: 20, maxTimeout: 200 } });
    try {
      const left = await readHead(files);
      const found = findEnd(descriptor, left);
      let { end } = found;
      const gaps = found.asLeft ? [] : [gap(left)];
      const entries = [...gaps, ...records].map((record) => {
        const entry = entryAfter(end, record);
        end = { entries: entry.sequence, head: entry.digest };
        return entry;
      });
      writeSync(descriptor, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      fsyncSync(descriptor);
      await replaceFile(files.head, `${JSON.stringify(end)}\n`);
      return end;
    } finally {
      await release();
    }
  } finally {
    closeSync(descriptor);
  }
}

/** How the trail was left. */
export async function readHead({ head }: TrailFiles): Promise<TrailHead> {
  return trailHead.safeParse(parseJson((await readIfThere(head)) ?? "")).data ?? emptyTrail;
}

/** The trail's text; empty when there is none. */
export async function readTrail({ entries }: TrailFiles): Promise<string> {
  return (await readIfThere(entries)) ?? "";
}

/**
 * Where the file ends, and whether that is how the trail was left or what a process added that was killed before it could say so.
 */
function findEnd(descriptor: number, left: TrailHead): { readonly end: TrailHead; readonly asLeft: boolean } {
  const entries = lastEntries(descriptor);
  const last = entries.at(-1);
  if (last === undefined) {
    const end = entries.length === 0 ? emptyTrail : { entries: left.entries, head: null };
    return { end, asLeft: entries.length === 0 && left.head === null };
  }
  const from = left.head === null ? 0 : entries.findIndex((entry) => entry?.digest === left.head) + 1;
  const known = left.head === null || from > 0;
  return { end: { entries: last.sequence, head: last.digest }, asLeft: known && follow(left, entries.slice(from)) };
}

/** True when each entry carries on from the one before it. */
function follow(start: TrailHead, entries: readonly (TrailEntry | undefined)[]): boolean {
  let { entries: sequence, head } = start;
  return entries.every((entry) => {
    const follows = entry?.sequence === sequence + 1 && entry.previous === head;
    sequence += 1;
    head = entry?.digest ?? null;
    return follows;
  });
}

/** The entries at the file's end; undefined for a line that is none. What a killed process left of a line is taken away. */
function lastEntries(descriptor: number): (TrailEntry | undefined)[] {
  const { size } = fstatSync(descriptor);
  const length = Math.min(size, tailBytes);
  const buffer = Buffer.alloc(length);
  readSync(descriptor, buffer, 0, length, size - length);
  const whole = buffer.lastIndexOf("\n") + 1;
  if (whole < length) ftruncateSync(descriptor, size - length + whole);
  const lines = buffer.subarray(0, whole).toString("utf8").split("\n").slice(0, -1);
  // The first line of what was read may have begun before it.
  const kept = length < size ? lines.slice(1) : lines;
  return kept.map((line) => trailEntry.safeParse(parseJson(line)).data);
}
