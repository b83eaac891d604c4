import type { Range, UsageAssumption } from "../core/kinds/consumption.ts";
import type { ServiceKinds } from "../core/kinds/serviceKind.ts";

/** A Markdown table for each kind of what its costs depend on and no order says, by the names that the estate says otherwise by. */
export function assumptionsTables(kinds: ServiceKinds): string {
  return Object.values(kinds)
    .map(({ name, assumptions }) => {
      const rows = Object.entries(assumptions).map(([assumption, about]) => rowOf(assumption, about));
      const head = `| of \`${name}\` | what it is | unit | least | expected | most |`;
      return [head, "| --- | --- | --- | --- | --- | --- |", ...rows].join("\n");
    })
    .join("\n\n");
}

function rowOf(name: string, { text, unit, usual }: UsageAssumption): string {
  const bounds = (["low", "expected", "high"] as const).map((bound: keyof Range) => String(usual[bound]));
  return `| ${[`\`${name}\``, `${text}.`, unit, ...bounds].join(" | ")} |`;
}
