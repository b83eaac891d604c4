import type { Command } from "commander";

import type { Context } from "./context.ts";
import type { MakeVerb, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** The verb for what crashes, and hands, leave in targets. */
export function addSettleVerbs(
  program: Command,
  makeVerb: MakeVerb,
  context: Context,
  finish: (code: number) => void,
): void {
  addSelectors(
    makeVerb(program, "orphans", "List what targets hold for tenants that no state knows; removes nothing", [
      "tenantry orphans acme",
      "tenantry orphans --all --json",
    ]),
    { affected: false },
  ).action(async (ids: string[], options: SelectOptions) => {
    finish(await (await import("./verbs/orphans.ts")).orphans(ids, options, context));
  });
}
