import { InvalidArgumentError, Option } from "commander";

import type { CommandLine, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `sla`. */
export interface SlaOptions extends SelectOptions {
  /** Such as `2026-11`. */
  readonly month: string;
  /** The file of incidents. */
  readonly incidents: string;
}

/** The verbs about what service customers are promised. */
export function addServiceVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  addSelectors(
    makeVerb(program, "sla", "Compute availability and credits of a month from a file of incidents", [
      "tenantry sla --month 2026-11 --incidents incidents.yaml",
      "tenantry sla acme --month 2026-11 --incidents incidents.yaml --json",
    ]),
    { affected: false },
  )
    .addOption(
      new Option("--month <month>", "the month, such as 2026-11, by each tenant's own calendar")
        .argParser(month)
        .makeOptionMandatory(),
    )
    .requiredOption("--incidents <file>", "the incidents, as estate/schemas/incidents.schema.json describes them")
    .action(async (ids: string[], options: SlaOptions) => {
      finish(await (await import("./verbs/sla.ts")).sla(ids, options, context));
    });
}

function month(text: string): string {
  if (!/^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("a month looks like 2026-11.");
  return text;
}
