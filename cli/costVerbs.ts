import { Option } from "commander";

import type { Grouping } from "../core/margin/groupCosts.ts";
import { dayArgument } from "./dayArgument.ts";
import type { CommandLine, CommonOptions, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `cost`. */
export interface CostOptions extends SelectOptions {
  readonly by: Grouping;
  /** Tell every line of cost. */
  readonly lines?: boolean;
  /** What is assumed to be other, as it was given. */
  readonly whatIf?: string;
  /** The day whose rates count; today when absent. */
  readonly day?: string;
}

/** Options of `designer`. */
export interface DesignerOptions extends CommonOptions {
  /** The page's file. */
  readonly out: string;
  /** The day whose rates count; today when absent. */
  readonly day?: string;
}

/** The verbs about what customers bring and take. */
export function addCostVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  addSelectors(
    makeVerb(program, "cost", "Show price, cost and margin of tenants, tiers, services or cells, and what if", [
      "tenantry cost",
      "tenantry cost acme --lines",
      "tenantry cost --by tier --json",
      "tenantry cost acme --what-if tier=web:premium@1,price=+5%",
      "tenantry cost --what-if region=eu-west-1,utilisation=60",
    ]),
    { affected: false },
  )
    .addOption(
      new Option("--by <what>", "what the figures are put together by")
        .choices(["tenant", "tier", "service", "cell"])
        .default("tenant"),
    )
    .option("--lines", "tell every line of cost: what is used, how much of it, and its rate")
    .option(
      "--what-if <assumptions>",
      "tier=NAME:TIER for subscriptions of that name, price=+5%, region=eu-west-1, utilisation=60 (per cent of shared cells that are meant to be sold), with commas between them",
    )
    .addOption(new Option("--day <day>", "the day whose rates count; today by default").argParser(dayArgument))
    .action(async (ids: string[], options: CostOptions) => {
      finish(await (await import("./verbs/cost.ts")).cost(ids, options, context));
    });
  makeVerb(program, "designer", "Write a page that shows the tiers side by side: price against cost at any use", [
    "tenantry designer --out tiers.html",
  ])
    .requiredOption("--out <file>", "the page's file; it is replaced if it is there")
    .addOption(new Option("--day <day>", "the day whose rates count; today by default").argParser(dayArgument))
    .action(async (options: DesignerOptions) => {
      finish(await (await import("./verbs/designer.ts")).designer(options, context));
    });
}
