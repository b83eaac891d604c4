import { Option } from "commander";

import { dayArgument } from "./dayArgument.ts";
import type { CommandLine, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `billing record`. */
export interface BillingRecordOptions extends SelectOptions {
  /** From which day on what has changed is billed; today when absent. */
  readonly on?: string;
  readonly dryRun: boolean;
}

/** The verb that keeps what tenants are billed for. */
export function addBillingRecordVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  const parent = program.command("billing").description("Keep what tenants are billed for");
  addSelectors(
    makeVerb(parent, "record", "Append to billing records what manifests say differently from their last change", [
      "tenantry billing record --all",
      "tenantry billing record acme --on 2026-12-01 --dry-run",
    ]),
    { affected: false },
  )
    .addOption(
      new Option(
        "--on <day>",
        "the first day that is billed so; today by default, and for suspensions and ends the day that the manifest gives",
      ).argParser(dayArgument),
    )
    .option("--dry-run", "show what would be added and write nothing", false)
    .action(async (ids: string[], options: BillingRecordOptions) => {
      finish(await (await import("./verbs/billingRecord.ts")).billingRecord(ids, options, context));
    });
}
