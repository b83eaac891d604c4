import { Option } from "commander";

import { focusSubjects, focusVersions, type FocusSubject, type FocusVersion } from "../core/focus/columns.ts";
import { monthArgument } from "./monthArgument.ts";
import type { CommandLine, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `focus`. */
export interface FocusOptions extends SelectOptions {
  /** A month, such as `2026-11`. */
  readonly period: string;
  readonly focus: FocusVersion;
  readonly of: FocusSubject;
  readonly format: "csv" | "parquet";
  /** The file; printed when absent. */
  readonly out?: string;
  /** A file of usage records, or a directory of them, for drafts. */
  readonly usage?: string;
  /** A file of incidents, for drafts. */
  readonly incidents?: string;
}

/** The verb that exports costs and prices. */
export function addFocusVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  addSelectors(
    makeVerb(program, "focus", "Export what customers are billed, or what the provider pays for them, as FOCUS", [
      "tenantry focus --period 2026-11 > billed.csv",
      "tenantry focus --period 2026-11 --of cost --format parquet --out costs.parquet",
      "tenantry focus acme --period 2026-11 --usage usage/2026-11 --focus 1.2",
    ]),
    { affected: false },
  )
    .addOption(
      new Option("--period <month>", "a month, such as 2026-11").argParser(monthArgument).makeOptionMandatory(),
    )
    .addOption(new Option("--focus <version>", "the version of FOCUS").choices(focusVersions).default("1.4"))
    .addOption(
      new Option("--of <what>", "price: what customers are billed; cost: what the provider pays for them")
        .choices(focusSubjects)
        .default("price"),
    )
    .addOption(new Option("--format <format>", "Parquet needs --out").choices(["csv", "parquet"]).default("csv"))
    .option("--out <file>", "write the rows into a file instead of printing them")
    .option("--usage <path>", "usage records for tenants of whom nothing of the period is issued yet")
    .option("--incidents <file>", "incidents, for what such tenants get back where a service level was missed")
    .action(async (ids: string[], options: FocusOptions) => {
      finish(await (await import("./verbs/focus.ts")).focus(ids, options, context));
    });
}
