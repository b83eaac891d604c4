import type { CommandLine, CommonOptions, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `render`. */
export interface RenderOptions extends SelectOptions {
  /** With `--json`: print the resources, not only their digest. */
  readonly resources?: boolean;
}

/** The verbs on which selecting and dividing tenants is built. */
export function addSelectionVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  addSelectors(
    makeVerb(program, "render", "Render tenants in process and print a digest of what each renders", [
      "tenantry render --all --json",
      "tenantry render acme --json --resources",
    ]),
  )
    .option("--resources", "with --json: print each tenant's resources, too")
    .action(async (ids: string[], options: RenderOptions) => {
      finish(await (await import("./verbs/render.ts")).render(ids, options, context));
    });
  makeVerb(program, "merge", "Put the --json documents of shards together, as if one run had written them", [
    "tenantry merge shards/*.json",
    "tenantry merge --json shards/*.json > run.json",
  ])
    .argument("<files...>", "documents of up, preview, destroy, drift or check")
    .action(async (files: string[], options: CommonOptions) => {
      finish(await (await import("./verbs/merge.ts")).merge(files, options, context));
    });
}
