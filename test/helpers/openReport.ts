import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Reports as files, as an auditor has them. */
export interface ReportFiles {
  /** Writes a document and returns its address. */
  readonly write: (html: string) => string;
  readonly remove: () => void;
}

/** A folder for reports. */
export function reportFiles(): ReportFiles {
  const folder = mkdtempSync(join(tmpdir(), "tenantry-report-"));
  let count = 0;
  return {
    write: (html) => {
      const file = join(folder, `report-${String(count++)}.html`);
      writeFileSync(file, html);
      return pathToFileURL(file).href;
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
