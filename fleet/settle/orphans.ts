import { cellStackName } from "../../core/names/stackNames.ts";
import type { FoundOrphan, UnaskedCell } from "../../core/results/orphans.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";
import { openDeployments, type FindPulumi } from "../engine/stackStates.ts";
import type { Workspace } from "../workspace.ts";
import { eachOnce, type Holding } from "./holding.ts";
import { knownState, knows, type KnownState } from "./knownState.ts";
import { placesOf, type Places } from "./places.ts";
import { openTargets } from "./targets.ts";

/** What is looked for. */
export interface OrphanSearch {
  readonly manifest: EstateManifest;
  readonly workspace: Workspace;
  readonly findPulumi: FindPulumi;
  /** The ids of tenants whose objects are looked for; undefined for everybody's, also of tenants that the estate has not. */
  readonly tenants: readonly string[] | undefined;
  /** The ids of all tenants of the estate. */
  readonly known: ReadonlySet<string>;
}

/** What was found, and where nothing could be. */
export interface OrphansFound {
  readonly orphans: readonly FoundOrphan[];
  readonly unasked: readonly UnaskedCell[];
}

/** Looks for what targets hold for stacks whose states do not know it. Every cell is asked; nothing is changed. */
export async function findOrphans(search: OrphanSearch): Promise<OrphansFound> {
  const { manifest, workspace, findPulumi, tenants, known } = search;
  const ask = openTargets(manifest, workspace);
  const holdings: Holding[] = [];
  const unasked: UnaskedCell[] = [];
  for (const cell of manifest.spec.cells) {
    try {
      for (const stack of tenants ?? [undefined]) holdings.push(...(await ask(cell, stack)));
    } catch (error) {
      unasked.push({ cell: cell.id, error: error instanceof Error ? error.message : String(error) });
    }
  }
  const { read } = openDeployments(workspace, findPulumi);
  const places = placesOf(manifest);
  const found = eachOnce(holdings, places);
  const stacks = [...new Set(found.map(({ stack }) => stack))].toSorted();
  const cells = new Set(manifest.spec.cells.map(({ id }) => cellStackName(id)));
  const orphans: FoundOrphan[] = [];
  for (const stack of stacks) {
    const own = found.filter((holding) => holding.stack === stack);
    const inEstate = known.has(stack) || cells.has(stack);
    orphans.push(...orphansOf(own, knownState(await read(stack)), places).map((orphan) => ({ ...orphan, inEstate })));
  }
  return { orphans, unasked };
}

/** What of a stack's objects its state does not know, by cell, type and id. */
export function orphansOf(
  holdings: readonly Holding[],
  state: KnownState,
  places: Places,
): Omit<FoundOrphan, "inEstate">[] {
  const isKnown = knows(state, places);
  const [urns, types] = [
    new Set(state.creating.map(({ urn }) => urn)),
    new Set(state.creating.map(({ type }) => type)),
  ];
  return holdings
    .filter((holding) => !isKnown(holding))
    .map(({ stack, cell, type, id, name, created, tags, urn }) => ({
      stack,
      cell,
      type,
      id,
      name,
      created,
      tags: { ...tags },
      underWay: urn === undefined ? types.has(type) : urns.has(urn),
    }))
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey({ cell, type, id }: Pick<Holding, "cell" | "type" | "id">): string {
  return [cell, type, id].join("\n");
}
