import { InvalidArgumentError } from "commander";

import type { CommandLine, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `outdated`. */
export interface OutdatedOptions extends SelectOptions {
  /** Within how many days an end of support is told of. */
  readonly within: number;
}

/** The verb for what has to be kept up to date. */
export function addUpkeepVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  addSelectors(
    makeVerb(
      program,
      "outdated",
      "List versions whose support has ended or ends soon, by tenant, and what to do; 1 if one has ended",
      ["tenantry outdated", "tenantry outdated --within 365 --json", "tenantry outdated --ring late"],
    ),
    { affected: false },
  )
    .option("--within <days>", "tell of what ends within so many days", days, 90)
    .action(async (ids: string[], options: OutdatedOptions) => {
      finish(await (await import("./verbs/outdated.ts")).outdated(ids, options, context));
    });
}

function days(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError("it is a number of days, at most 9999.");
  return Number(text);
}
