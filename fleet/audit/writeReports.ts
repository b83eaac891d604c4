import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { replaceFile } from "../files.ts";

/** A report as it is written. */
export interface Report {
  /** The file's name, such as `report.html`. */
  readonly name: string;
  readonly text: string;
}

/** The file with the reports' SHA-256, as `sha256sum --check` reads it. */
const sumsName = "SHA256SUMS";

/**
 * Writes reports and the sums of all of them into a directory, which is made. Each file is replaced as a whole, the sums last: what is
 * listed there is what stands beside it.
 */
export async function writeReports(directory: string, reports: readonly Report[]): Promise<void> {
  mkdirSync(directory, { recursive: true });
  for (const { name, text } of reports) await replaceFile(join(directory, name), text);
  const sums = reports
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `${createHash("sha256").update(text, "utf8").digest("hex")}  ${name}\n`);
  await replaceFile(join(directory, sumsName), sums.join(""));
}
