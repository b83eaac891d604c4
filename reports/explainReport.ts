import type { ExplainedCode } from "../core/results/explain.ts";
import { formatTable } from "./table.ts";

/** All codes with their titles, as a table. */
export function formatCodes(codes: readonly ExplainedCode[]): string {
  return formatTable(
    ["CODE", "TITLE"],
    codes.map(({ code, title }) => [code, title]),
  );
}

/** What a code means and what to do, with its example, for a terminal. */
export function formatExplanation({ code, title, cause, remedy, example }: ExplainedCode): string {
  const told = [`${code}: ${title}`, `Why: ${cause}`, `What to do: ${remedy}`];
  const shown =
    example === undefined
      ? []
      : [`Wrong, in ${example.file}:\n${indent(example.wrong)}`, `Right:\n${indent(example.right)}`];
  return [...told, ...shown].join("\n\n");
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
