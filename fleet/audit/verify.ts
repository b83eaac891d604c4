import { evidence } from "../../core/results/evidence.ts";
import { verifyTrail, type KnownHead, type TrailVerdict } from "../../core/trail/verifyTrail.ts";
import { readHead, readTrail, type TrailFiles } from "../trail/trail.ts";

/** A report that says where the trail ended when it was made. */
export interface KnownReport {
  /** The file, as the user named it. */
  readonly path: string;
  readonly text: string;
}

/** What a report says about the trail's end; undefined when it is no evidence of ours. */
export function headInReport({ path, text }: KnownReport): KnownHead | undefined {
  const read = evidence.safeParse(parse(text)).data;
  return read && { ...read.trail, source: path };
}

/**
 * Verifies an estate's audit trail: that each entry follows from the one before it, and that the ends are there that the trail's own
 * record and the given reports know of.
 */
export async function verifyAuditTrail(files: TrailFiles, known: readonly KnownHead[]): Promise<TrailVerdict> {
  // The head first: what is appended meanwhile only adds to what it knows.
  const head = await readHead(files);
  return verifyTrail(await readTrail(files), [{ ...head, source: "head.json" }, ...known]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
