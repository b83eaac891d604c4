import { visible } from "../core/diagnostics/visible.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import type { SelectionDocument } from "../core/results/selection.ts";
import { targetsOf } from "../fleet/describeTarget.ts";
import type { AffectedQuestion } from "../fleet/affected/findAffected.ts";
import { selectTenants } from "../fleet/selection/selectTenants.ts";
import { shardOf } from "../fleet/selection/shard.ts";
import { UserError, type Context } from "./context.ts";
import { openValidEstate } from "./openValidEstate.ts";
import type { SelectOptions } from "./program.ts";
import type { SelectorOptions } from "./selectorOptions.ts";

/** An estate as a verb opens it. */
export interface OpenedEstate {
  readonly estate: Estate;
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly files: readonly SourceFile[];
}

/** An estate, and those of its tenants that a verb works on. */
export interface SelectedTenants extends OpenedEstate {
  /** In the order of their ids. */
  readonly tenants: readonly EstateTenant[];
  /** Whether nothing narrows them: all that the estate has is meant, and so what it has had. */
  readonly whole: boolean;
  /** For the verb's document, where they were selected by more than ids or --all. */
  readonly selection: SelectionDocument | undefined;
}

/** Opens the estate, selects its tenants, and says where they land, for verbs that reach targets. */
export async function openSelectedTenants(
  ids: readonly string[],
  options: SelectOptions,
  verb: string,
  context: Context,
): Promise<SelectedTenants> {
  const opened = openValidEstate(options, verb, context);
  const selected = await selectOf(opened, ids, options, context);
  const resolved = selected.tenants.map((tenant) => tenant.resolved);
  for (const target of targetsOf(resolved, opened.estate.manifest)) context.note(`target ${target}`);
  return selected;
}

/** How a verb selects. All has a default. */
interface SelectSettings {
  /** Whether naming nothing means every tenant. Default: no. */
  readonly allByDefault?: boolean;
  /** What has to be other for a tenant to be affected. Default: resources. */
  readonly affectedBy?: AffectedQuestion["by"];
}

/** Selects of an opened estate's tenants those that the options ask for, and tells why where that is asked. */
export async function selectOf(
  opened: OpenedEstate,
  ids: readonly string[],
  options: SelectorOptions,
  context: Context,
  { allByDefault = false, affectedBy = "resources" }: SelectSettings = {},
): Promise<SelectedTenants> {
  const { label: labels, service: services, tier: tiers, cell: cells, ring: rings, state: states, shard } = options;
  const named = { ids, labels, services, tiers, cells, rings, states };
  if (options.base !== undefined && options.affected !== true) throw new UserError("--base goes with --affected.");
  const namesNothing = Object.values(named).every((values) => (values ?? []).length === 0);
  const all = options.all || (namesNothing && (allByDefault || options.affected === true));
  const selection = selectTenants(opened.estate, { ...named, all });
  if ("problem" in selection) throw new UserError(selection.problem);
  if (selection.nothing !== undefined && options.allowEmpty !== true) {
    throw new UserError(`${selection.nothing}\n--allow-empty lets a run of nothing succeed.`);
  }
  for (const warning of [selection.nothing ?? [], selection.warnings].flat()) context.note(warning);
  const inShard = selection.selected.filter(
    ({ tenant }) => shard === undefined || shardOf(tenant.resolved.id, shard.of) === shard.index,
  );
  const tenants = inShard.map(({ tenant }) => tenant);
  const affected =
    options.affected === true
      ? await (await import("./affectedTenants.ts")).affectedOf(opened, tenants, options.base, affectedBy, context)
      : undefined;
  const chosen = inShard.filter(({ tenant }) => affected?.reasons.has(tenant.resolved.id) ?? true);
  const why = chosen.map(({ tenant: { resolved }, why: reasons }) => ({
    tenant: resolved.id,
    reasons: [
      ...reasons.filter((reason) => affected === undefined || reason !== "all"),
      ...(affected?.reasons.get(resolved.id) ?? []),
    ],
  }));
  if (options.why === true) for (const line of why) context.note(visible(`${line.tenant}: ${line.reasons.join("; ")}`));
  const document: SelectionDocument = {
    ...(shard !== undefined && { shard }),
    ...(affected !== undefined && { affected: affected.document }),
    ...(options.why === true && { why }),
  };
  const isPlain = Object.keys(document).length === 0;
  const whole = all && shard === undefined && affected === undefined;
  return { ...opened, tenants: chosen.map(({ tenant }) => tenant), whole, selection: isPlain ? undefined : document };
}
