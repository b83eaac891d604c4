import { formatTable } from "../../reports/table.ts";
import { inspectToolchain } from "../../tools/doctor.ts";
import { exitCodes, type Context } from "../context.ts";
import type { CommonOptions } from "../program.ts";

/** Says which tools are used, which versions they have, and what is missing for which command. Installs nothing. */
export async function doctor(options: CommonOptions, context: Context): Promise<number> {
  const checks = await inspectToolchain(context.environment);
  if (options.json) context.print(JSON.stringify({ verb: "doctor", checks }, null, 2));
  else {
    const rows = checks.map((check) => [
      check.name,
      check.state,
      check.version ?? "-",
      check.location ?? "-",
      check.neededFor.join(", "),
    ]);
    context.print(formatTable(["TOOL", "STATE", "VERSION", "LOCATION", "NEEDED FOR"], rows));
    for (const { name, remedy } of checks) if (remedy !== undefined) context.print(`\n${name}: ${remedy}`);
  }
  return checks.some(({ state }) => state === "missing" || state === "unsuitable")
    ? exitCodes.findings
    : exitCodes.done;
}
