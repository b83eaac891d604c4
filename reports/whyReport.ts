import type { ExplainedValue } from "../core/results/resolve.ts";
import { formatTable } from "./table.ts";

/** A row for each place that a value comes from; the value stands in the first. */
export function formatWhy(values: readonly ExplainedValue[]): string {
  const rows = values.flatMap(({ path, value, origins }) =>
    origins.map(({ how, by, field, where }, index) => [
      index === 0 ? path : "",
      index === 0 ? JSON.stringify(value) : "",
      how === "computed" ? `computed: ${by}` : by,
      how === "default" ? `default; would stand at ${place(where)}` : `${place(where)} ${field}`,
    ]),
  );
  return formatTable(["VALUE", "IS", "BY", "WHERE"], rows);
}

function place({ path, line, column }: ExplainedValue["origins"][number]["where"]): string {
  return [path, line, column].filter((part) => part !== undefined).join(":");
}
