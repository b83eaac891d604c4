import { visible } from "../../core/diagnostics/visible.ts";
import { commonChanges } from "../../core/diff/commonChanges.ts";
import { summarise } from "../../core/diff/summarise.ts";
import { changesNothing } from "../../core/margin/money.ts";
import type { FleetDiffDocument, TenantDiff } from "../../core/results/fleetDiff.ts";
import type { Base } from "../../fleet/affected/base.ts";
import { diffTenants } from "../../fleet/diff/diffTenants.ts";
import { formatFleetDiff } from "../../reports/fleetDiff.ts";
import { fleetDiffMarkdown } from "../../reports/fleetDiffMarkdown.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import type { DiffOptions } from "../diffVerbs.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { selectOf, type SelectedTenants } from "../selectedTenants.ts";
import { moneyAgainstBase } from "../tenantMoney.ts";
import { withBase } from "../withBase.ts";

/** Says what applying the selected tenants, all when none is named, would do to what the base has made of them. */
export async function diff(ids: readonly string[], options: DiffOptions, context: Context): Promise<number> {
  const { base: reference, ...selectors } = options;
  const opened = openValidEstate(options, "diff", context);
  const selected = await selectOf(opened, ids, selectors, context, { allByDefault: true });
  const document = await compare(selected, { reference, values: options.values === true }, context);
  if (options.json) context.print(JSON.stringify(document, null, 2));
  else if (options.format === "markdown") context.print(fleetDiffMarkdown(document).trimEnd());
  else context.print(formatFleetDiff(document, options.tenants));
  const { changed, added, removed, unknown } = document.summary;
  if (unknown > 0) return exitCodes.findings;
  return options.exitCode === true && changed + added + removed > 0 ? exitCodes.findings : exitCodes.done;
}

async function compare(
  { estate, directory, tenants }: SelectedTenants,
  { reference, values }: { readonly reference: string | undefined; readonly values: boolean },
  context: Context,
): Promise<FleetDiffDocument> {
  const task = { directory, reference, toRender: true, verb: "diff", total: tenants.length };
  return withBase(task, context, async ({ base, pool, onProgress }) => {
    requireUsable(base);
    const diffs = await diffTenants({ base, estate, tenants, pool, values, onProgress });
    const money = await moneyAgainstBase(estate, tenants, base, context.today);
    const now = new Map(tenants.map(({ resolved }) => [resolved.id, resolved]));
    const subscriptionsOf = (id: string): string[] =>
      [now.get(id), base.tenants.get(id)?.resolved].flatMap(
        (resolved) => resolved?.subscriptions.map(({ name }) => name) ?? [],
      );
    return {
      verb: "diff",
      base: { reference: base.reference, commit: base.commit },
      summary: summarise(diffs),
      changes: commonChanges(diffs, subscriptionsOf),
      tenants: diffs.map((diff): TenantDiff => {
        const change = money.get(diff.tenant);
        return change === undefined || changesNothing(change) ? diff : { ...diff, money: change };
      }),
    };
  });
}

function requireUsable({ reference, commit, unusable }: Base): void {
  if (unusable === undefined) return;
  const base = `${reference} (${commit.slice(0, 12)})`;
  throw new UserError(visible(`The base ${base} cannot be compared with: ${unusable}. Name another by --base.`));
}
