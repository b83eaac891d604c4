import type { Command } from "commander";

import type { Context } from "./context.ts";
import type { CommonOptions, MakeVerb } from "./program.ts";

/** Options of `set`. */
export interface SetOptions extends CommonOptions {
  readonly dryRun: boolean;
}

/** The verbs that write manifests. */
export function addManifestVerbs(
  program: Command,
  makeVerb: MakeVerb,
  context: Context,
  finish: (code: number) => void,
): void {
  makeVerb(program, "set", "Change one value of a tenant's manifest, if the estate is valid with it", [
    "tenantry set acme spec.state suspended",
    "tenantry set acme spec.subscriptions[web].spec.buckets '[assets, backups, logs]' --dry-run",
  ])
    .argument("<tenant>", "the tenant's id")
    .argument("<path>", "where, such as spec.state or spec.subscriptions[web].tier")
    .argument("<value>", "the value, as YAML")
    .option("--dry-run", "show the change and write nothing", false)
    .action(async (id: string, path: string, value: string, options: SetOptions) => {
      finish(await (await import("./verbs/set.ts")).set(id, path, value, options, context));
    });
}
