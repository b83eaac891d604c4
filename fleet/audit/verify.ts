import { verifyTrail, type KnownHead, type TrailVerdict } from "../../core/trail/verifyTrail.ts";
import { readHead, readTrail, type TrailFiles } from "../trail/trail.ts";

/**
 * Verifies an estate's audit trail: that each entry follows from the one before it, and that the ends are there that the trail's own
 * record and whoever else is named know of.
 */
export async function verifyAuditTrail(files: TrailFiles, known: readonly KnownHead[]): Promise<TrailVerdict> {
  // The head first: what is appended meanwhile only adds to what it knows.
  const head = await readHead(files);
  return verifyTrail(await readTrail(files), [{ ...head, source: "head.json" }, ...known]);
}
