import { allCodes, explainCode } from "../core/diagnostics/explanations/explainCode.ts";
import type { ExplainedCode } from "../core/results/explain.ts";

const groups = [
  ["TEN0", "Reading files"],
  ["TEN1", "The shape of a document"],
  ["TEN2", "What a document means in its estate"],
] as const;

/** The reference of diagnostic codes, as Markdown. */
export function diagnosticsReference(): string {
  const sections = groups.map(([prefix, heading]) => {
    const codes = allCodes.filter((code) => code.startsWith(prefix));
    return [`## ${heading}`, ...codes.map((code) => describe(explainCode(code)))].join("\n\n");
  });
  return `# Diagnostics

Everything that can be wrong with an estate, by its code. A code is never reused, so scripts may match on it.
All problems of an estate are told at once, each with its file, line and column (from 1, in UTF-16 code units); \`--format\` chooses
how:

| format   | for                                                                                               |
| -------- | ------------------------------------------------------------------------------------------------- |
| \`text\`   | people: a problem a line, then the line of the file with a caret; coloured on a terminal          |
| \`json\`   | scripts: [the published schema](json/validate.schema.json); \`--json\` is short for it              |
| \`sarif\`  | code scanning and editors: SARIF 2.1.0                                                            |
| \`github\` | runs of GitHub Actions: [annotations](../how-to/github-actions.md) at the lines of a pull request |

\`tenantry explain TEN202\` prints what stands here of one code, \`tenantry explain\` lists them all.

${sections.join("\n\n")}
`;
}

function describe({ code, title, cause, remedy, example }: ExplainedCode): string {
  const told = [`### ${code}: ${title}`, cause, `What to do: ${remedy}`];
  if (example === undefined) return told.join("\n\n");
  const { file, wrong, right } = example;
  const fenced = (text: string): string => `\`\`\`yaml\n${text}\n\`\`\``;
  return [...told, `Wrong, in \`${file}\`:`, fenced(wrong), "Right:", fenced(right)].join("\n\n");
}
