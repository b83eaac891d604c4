import { resolve } from "node:path";

import { serviceKinds } from "../../components/registry.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { designOf } from "../../core/margin/designOf.ts";
import type { DesignerDocument } from "../../core/results/designer.ts";
import { replaceFile } from "../../fleet/files.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { designerPage } from "../../reports/designer/page.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import type { DesignerOptions } from "../costVerbs.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { requirePriceBooks } from "../requirePriceBooks.ts";

/** `designer`: the page of the tiers, with price against cost. That a tenant is on a retired version does not stop it. */
export async function designer(options: DesignerOptions, context: Context): Promise<number> {
  const { estate } = openValidEstate(options, "designer", context, { retired: "warning" });
  requirePriceBooks(estate);
  const design = designOf(estate, serviceKinds, options.day ?? context.today);
  const document: DesignerDocument = { verb: "designer", ...design, file: options.out };
  const page = designerPage(document);
  try {
    await replaceFile(resolve(context.workingDirectory, options.out), page);
  } catch (error) {
    throw new UserError(visible(`${options.out} cannot be written: ${error instanceof Error ? error.message : ""}`));
  }
  context.print(options.json ? visibleJson(document) : visible(`The page is ${options.out}.`));
  return exitCodes.done;
}
