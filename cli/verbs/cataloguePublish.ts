import { join } from "node:path";

import { formatLock, lockFileName } from "../../core/catalogue/catalogueLock.ts";
import { planPublication } from "../../core/catalogue/planPublication.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { PublicationDocument } from "../../core/results/catalogue.ts";
import { replaceFile } from "../../fleet/files.ts";
import { formatTable } from "../../reports/table.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { PublishOptions } from "../catalogueVerbs.ts";

/** Writes the digests of tier and add-on versions to `catalogue.lock`: all drafts when none is named. */
export async function cataloguePublish(
  versions: readonly string[],
  options: PublishOptions,
  context: Context,
): Promise<number> {
  const { forget } = options;
  const judge = { forget, allowDrafts: true, retired: "warning" } as const;
  const { estate, directory } = openValidEstate(options, "catalogue publish", context, judge);
  const plan = planPublication(estate, { versions, forget });
  if ("problem" in plan) throw new UserError(visible(plan.problem));
  const { published, forgotten, unchanged } = plan.result;
  if (published.length + forgotten.length > 0)
    await replaceFile(join(directory, lockFileName), formatLock(plan.digests));
  if (options.json) {
    const document: PublicationDocument = { verb: "catalogue publish", ...plan.result };
    context.print(JSON.stringify(document, null, 2));
  } else if (published.length + forgotten.length === 0) {
    const standing = unchanged.length === 0 ? "the catalogue is empty" : `${unchanged.join(", ")} stand as published`;
    context.print(`Nothing to publish: ${standing}.`);
  } else {
    const rows = [
      ...forgotten.map((version) => [version, "forgotten", "-"]),
      ...published.map(({ version, digest }) => [version, "published", digest]),
      ...(versions.length > 0 ? unchanged.map((version) => [version, "unchanged", "-"]) : []),
    ];
    context.print(formatTable(["VERSION", "RESULT", "DIGEST"], rows));
  }
  return exitCodes.done;
}
