import { InvalidArgumentError, Option } from "commander";

import { regionName } from "../core/schema/fields.ts";
import { priceBookName } from "../core/schema/priceBook.ts";
import type { CommandLine, CommonOptions } from "./program.ts";

/** Options of `pricebook refresh`. */
export interface RefreshOptions extends CommonOptions {
  /** The price list's file. */
  readonly from: string;
  readonly region: string;
  /** The book's name; of the service, the region and the day of publication when absent. */
  readonly out?: string;
  /** Take every rate that the list gives. */
  readonly all: boolean;
}

/** The verbs about what the provider pays. */
export function addPriceBookVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  const parent = program.command("pricebook").description("Keep the rates that the provider pays");
  makeVerb(parent, "refresh", "Write a price book from a price list file of AWS's, which lies on this machine", [
    "tenantry pricebook refresh --from AmazonEC2.json --region eu-central-1",
    "tenantry pricebook refresh --from AmazonRDS.json --region eu-central-1 --out aws-databases --json",
  ])
    .requiredOption("--from <file>", "the price list of one service, in the JSON form of AWS's price list files")
    .addOption(
      new Option("--region <region>", "the region whose prices are taken, such as eu-central-1")
        .argParser(region)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--out <name>", "the book's name; a book of its own for each publication by default").argParser(name),
    )
    .option("--all", "take every rate that the list gives, not those alone that the estate's books have", false)
    .action(async (options: RefreshOptions) => {
      finish((await import("./verbs/priceBookRefresh.ts")).priceBookRefresh(options, context));
    });
}

function region(text: string): string {
  if (regionName.safeParse(text).success) return text;
  throw new InvalidArgumentError("a region looks like eu-central-1.");
}

function name(text: string): string {
  if (priceBookName.safeParse(text).success) return text;
  throw new InvalidArgumentError("a book's name has lower-case letters, digits and single hyphens, at most 60.");
}
