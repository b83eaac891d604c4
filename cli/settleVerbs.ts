import type { CommandLine, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** The verb for what crashes, and hands, leave in targets. */
export function addSettleVerbs({ program, makeVerb, context, finish }: CommandLine): void {
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
