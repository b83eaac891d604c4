import type { OrphansDocument } from "../../core/results/orphans.ts";
import { findOrphans } from "../../fleet/settle/orphans.ts";
import { unlistedOf } from "../../fleet/settle/unlisted.ts";
import { formatOrphans } from "../../reports/orphansReport.ts";
import { exitCodes, type Context } from "../context.ts";
import type { SelectOptions } from "../program.ts";
import { prepareEngine } from "../runStacks.ts";
import { openSelectedTenants } from "../selectedTenants.ts";

/** `orphans`: what targets hold for tenants that no state knows. Removes nothing. */
export async function orphans(ids: readonly string[], options: SelectOptions, context: Context): Promise<number> {
  const { estate, directory, tenants } = await openSelectedTenants(ids, options, "orphans", context);
  const { workspace, findPulumi } = prepareEngine(estate, directory, context);
  const found = await findOrphans({
    manifest: estate.manifest,
    workspace,
    findPulumi,
    tenants: options.all ? undefined : tenants.map(({ resolved }) => resolved.id),
    known: new Set(estate.tenants.map(({ resolved }) => resolved.id)),
  });
  const document: OrphansDocument = {
    verb: "orphans",
    orphans: [...found.orphans],
    unasked: [...found.unasked],
    unlisted: unlistedOf(estate.manifest),
  };
  context.print(options.json ? JSON.stringify(document, null, 2) : formatOrphans(document));
  return found.orphans.length + found.unasked.length > 0 ? exitCodes.findings : exitCodes.done;
}
