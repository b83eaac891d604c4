import { parseJson } from "../documents/parseJson.ts";
import { digestOfEntry, emptyTrail, trailEntry, type TrailHead } from "./trailEntry.ts";

/** Something about a trail that is not as it was written. */
export interface TrailProblem {
  /** The line, from 1; absent for what is missing. */
  readonly line?: number;
  readonly message: string;
}

/** What reading a whole trail finds. */
export interface TrailVerdict extends TrailHead {
  /** In the order of the lines; empty when every entry is as it was written, and none is missing. */
  readonly problems: readonly TrailProblem[];
}

/** An end that the trail once had, and who says so. */
export interface KnownHead extends TrailHead {
  /** Such as `the report of 2026-12-01`. */
  readonly source: string;
}

/**
 * Reads a trail line by line and holds each entry to the one before it, and the whole to ends that it is known to have had: an entry
 * that was edited, taken out, put in or moved breaks the chain there, and one that was cut off the end is missed by a known end.
 *
 * @param text the trail: one JSON document a line.
 * @param known ends from outside of the file, such as from reports.
 */
export function verifyTrail(text: string, known: readonly KnownHead[]): TrailVerdict {
  const problems: TrailProblem[] = [];
  const digests = new Map<number, string | null>([[0, null]]);
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  else problems.push({ line: lines.length, message: "The last line is not whole." });
  let last: TrailHead = emptyTrail;
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    const entry = trailEntry.safeParse(parseJson(content)).data;
    if (entry === undefined) {
      problems.push({ line, message: "The line is no entry of a trail." });
      last = { entries: last.entries + 1, head: last.head };
      continue;
    }
    if (digestOfEntry(entry) !== entry.digest) {
      problems.push({ line, message: "The entry was changed: its digest is that of another content." });
    }
    if (entry.sequence !== last.entries + 1) {
      problems.push({
        line,
        message: `The entry is number ${String(entry.sequence)}, and ${String(last.entries + 1)} should follow.`,
      });
    } else if (entry.previous !== last.head) {
      problems.push({ line, message: "The entry follows another than the one before it." });
    }
    if (entry.event === "gap") {
      const { entries = 0 } = entry.expected ?? {};
      problems.push({
        line,
        message: `The trail was left with ${String(entries)} entries, and was found with another end.`,
      });
    }
    last = { entries: entry.sequence, head: entry.digest };
    digests.set(entry.sequence, entry.digest);
  }
  for (const { entries, head, source } of known) {
    if (digests.get(entries) === head) continue;
    const message =
      entries > last.entries
        ? `${source} knows of ${String(entries)} entries, and there are ${String(last.entries)}: the end was cut off.`
        : `${source} knows of another entry with the number ${String(entries)}.`;
    problems.push({ message });
  }
  return { ...last, problems };
}
