import { codeVersion } from "../../core/codeVersion.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { renderFormat, type RenderedTenant } from "../../core/results/render.ts";
import { openRenderPool } from "../../fleet/affected/renderPool.ts";
import { formatTable } from "../../reports/table.ts";
import { exitCodes, type Context } from "../context.ts";
import { interruptSignal } from "../interrupt.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { countProgress } from "../progress.ts";
import { selectOf } from "../selectedTenants.ts";
import type { RenderOptions } from "../selectionVerbs.ts";

/**
 * Renders the selected tenants in this process, all when none is named, and prints the digest of what each renders. That a tenant is on
 * a retired version does not stop it: what ran yesterday has to be comparable today.
 */
export async function render(ids: readonly string[], options: RenderOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "render", context, { retired: "warning" });
  const { tenants } = await selectOf(opened, ids, options, context, { allByDefault: true });
  const signal = interruptSignal(context);
  const pool = openRenderPool({ signal });
  const progress = countProgress("render", "tenants", tenants.length, context);
  const failed: RenderedTenant[] = [];
  const rows: string[][] = [];
  try {
    if (options.json) {
      const head = JSON.stringify({ verb: "render", format: renderFormat, code: codeVersion });
      context.print(`${head.slice(0, -1)},"tenants":[`);
    }
    const rendering = tenants.map(({ resolved }) => pool.render(resolved));
    // One that is awaited later may be rejected before.
    for (const promise of rendering) promise.catch(() => undefined);
    const total = rendering.length;
    for (let index = 0; index < total; index += 1) {
      // Taken out, because what has been printed need not be held.
      const rendered = await rendering.shift();
      if (rendered === undefined) break;
      progress.onProgress(index + 1);
      if (rendered.error !== undefined) failed.push(rendered);
      if (options.json) context.print(lineOf(rendered, options) + (index + 1 < total ? "," : ""));
      else rows.push([rendered.tenant, String(rendered.resources.length), rendered.digest]);
    }
    if (options.json) context.print("]}");
    else context.print(formatTable(["TENANT", "RESOURCES", "DIGEST"], rows));
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    progress.end();
    await pool.close();
  }
  for (const { error = "" } of failed) context.note(visible(error));
  return failed.length > 0 ? exitCodes.findings : exitCodes.done;
}

function lineOf({ tenant, digest, resources, resolved, error }: RenderedTenant, options: RenderOptions): string {
  return JSON.stringify({
    tenant,
    digest,
    count: resources.length,
    ...(error !== undefined && { error }),
    ...(options.resources === true && { resolved, resources }),
  });
}
