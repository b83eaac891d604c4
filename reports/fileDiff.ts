import { formatPatch, structuredPatch, OMIT_HEADERS } from "diff";

import { visible } from "../core/diagnostics/visible.ts";

/** What changes in a file, as a unified diff with two lines around each change; nothing in it can move a terminal's cursor. */
export function fileDiff(path: string, before: string, after: string): string {
  const patch = structuredPatch(path, path, before, after, "", "", { context: 2 });
  const lines = formatPatch(patch, OMIT_HEADERS).trimEnd().split("\n");
  return [
    `--- ${visible(path)}`,
    `+++ ${visible(path)}`,
    ...lines.map((line) => visible(line.replace(/\r$/, ""))),
  ].join("\n");
}
