import { spawnSync } from "node:child_process";
import { join } from "node:path";

import type { Fuzzing } from "./fuzz.ts";

/** A process becomes fast with the first thousands, and does about five hundred a second then; a busy machine takes several times that. */
const timeout = 300_000;

/** Tries mutated documents in a process of its own; what breaks a law is in `stderr`. */
export function fuzz({ part, documents }: Fuzzing): { status: number | null; stderr: string } {
  const program = join(__dirname, "fuzz.ts");
  const args = ["--disable-warning=ExperimentalWarning", program, String(part), String(documents)];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", timeout });
  return { status, stderr };
}
