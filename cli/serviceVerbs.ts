import { InvalidArgumentError, Option } from "commander";

import { dayArgument } from "./dayArgument.ts";
import { monthArgument } from "./monthArgument.ts";
import type { CommandLine, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `sla`. */
export interface SlaOptions extends SelectOptions {
  /** Such as `2026-11`. */
  readonly month: string;
  /** The file of incidents. */
  readonly incidents: string;
}

/** Options of `announce`. */
export interface AnnounceOptions extends SelectOptions {
  /** The first day; today when absent. */
  readonly from?: string;
  /** The last day. */
  readonly to?: string;
  /** The instant that the announcement is of, in UTC; when today began when absent. */
  readonly stamp?: string;
  /** Where the files go. */
  readonly out?: string;
  /** What is printed without `--out`. */
  readonly format: "markdown" | "ics";
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
        .argParser(monthArgument)
        .makeOptionMandatory(),
    )
    .requiredOption("--incidents <file>", "the incidents, as estate/schemas/incidents.schema.json describes them")
    .action(async (ids: string[], options: SlaOptions) => {
      finish(await (await import("./verbs/sla.ts")).sla(ids, options, context));
    });
  addSelectors(
    makeVerb(program, "announce", "Tell tenants of their coming maintenance, as calendars and in plain words", [
      "tenantry announce acme",
      "tenantry announce acme --format ics > acme.ics",
      "tenantry announce --all --from 2026-12-01 --to 2027-01-31 --out announcements",
    ]),
    { affected: false },
  )
    .addOption(
      new Option("--from <day>", "the first day, by each tenant's calendar; today by default").argParser(dayArgument),
    )
    .addOption(new Option("--to <day>", "the last day; eight weeks after the first by default").argParser(dayArgument))
    .option("--out <directory>", "write two files a tenant into it: <id>.ics and <id>.md")
    .addOption(
      new Option("--format <format>", "what is printed without --out").choices(["markdown", "ics"]).default("markdown"),
    )
    .addOption(
      new Option(
        "--stamp <instant>",
        "the instant that the announcement is of, in UTC; by default when today began, so that a day's are the same",
      ).argParser(stamp),
    )
    .action(async (ids: string[], options: AnnounceOptions) => {
      finish(await (await import("./verbs/announce.ts")).announce(ids, options, context));
    });
}

function stamp(text: string): string {
  if (/^20[2-9]\d-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && exists(text)) return text;
  throw new InvalidArgumentError("an instant looks like 2026-12-31T12:00:00Z.");
}

/** Whether there is such an instant: `Date` takes the 30th of February for a day of March. */
function exists(instant: string): boolean {
  const date = new Date(instant);
  return !Number.isNaN(date.getTime()) && date.toISOString() === instant.replace("Z", ".000Z");
}
