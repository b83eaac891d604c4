import { z } from "zod";

import type { JsonSchema } from "../core/schema/jsonSchemas.ts";
import { frameworks } from "../core/policies/frameworks.ts";
import type { ControlReference } from "../core/policies/frameworks.ts";
import type { Rule } from "../core/policies/rule.ts";
import { maximumDays } from "../policies/waivers/waiverProblems.ts";
import { fieldTable } from "./fieldTable.ts";

/** The reference of the policy rules and of the frameworks' controls that they are evidence for, as Markdown. */
export function policiesReference(rules: readonly Rule[]): string {
  const areas = Map.groupBy(rules, ({ id }) => id.split("/")[0] ?? "");
  const bounds = Object.entries(maximumDays).map(([severity, days]) => `${severity} ${String(days)}`);
  return `# Policies

Every rule that \`tenantry check\`, \`tenantry audit\` and the policy pack judge by: ${String(rules.length)} of them. How an estate
enforces them is set by \`spec.policies\` in [estate.yaml](estate.md); exceptions stand in \`waivers.yaml\`, and count for at most so many days,
by the severity of the rule: ${bounds.join(", ")}.

A rule sees a resource alone (its inputs), the whole stack around it, or the stack and what the estate says of its tenant. Where a value
is not known before it has been made, a preview says "not applicable until known".

${[...areas].map(([area, ofArea]) => [`## ${area}`, ...ofArea.map(describe)].join("\n\n")).join("\n\n")}

## Frameworks

Rules are evidence for these controls and for no other; a framework has more, which infrastructure cannot show. Titles are in our own
words.

${frameworks.map((framework) => describeFramework(framework, rules)).join("\n\n")}
`;
}

const seen = { resource: "a resource", stack: "the stack", tenant: "the stack and its tenant" } as const;

function describe(rule: Rule): string {
  const { id, title, severity, level, rationale, remediation, controls, resourceTypes, looksAt } = rule;
  const types = resourceTypes.map((type) => `\`${type}\``).join(", ");
  return [
    `### ${id}`,
    `${title}. Severity: ${severity}. Sees ${seen[looksAt]}.${level === "advisory" ? " Advisory, unless the estate says otherwise." : ""}`,
    `Why: ${rationale}`,
    `What to do: ${remediation}`,
    `Judges: ${types}`,
    `Evidence for: ${controls.map(reference).join(", ") || "no control of a framework"}`,
    ...settings(rule),
  ].join("\n\n");
}

function settings({ id, settings: schema }: Rule): string[] {
  if (schema === undefined) return [];
  const json = z.toJSONSchema(schema, { io: "input" }) as JsonSchema;
  return [`Settings, in \`spec.policies.settings\` under \`${id}\`:`, fieldTable(json)];
}

function reference({ framework: id, control }: ControlReference): string {
  const title = frameworks.find((candidate) => candidate.id === id)?.title ?? id;
  return `${title} ${control}`;
}

function describeFramework(
  { id, title, version, controls }: (typeof frameworks)[number],
  rules: readonly Rule[],
): string {
  const rows = Object.entries(controls).map(([control, told]) => {
    const evidence = rules.filter((rule) =>
      rule.controls.some((one) => one.framework === id && one.control === control),
    );
    return `| ${control} | ${told} | ${evidence.map((rule) => rule.id).join(", ")} |`;
  });
  return [`### ${title}, ${version}`, ["| control | about | rules |", "| --- | --- | --- |", ...rows].join("\n")].join(
    "\n\n",
  );
}
