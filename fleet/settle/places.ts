import type { Cell } from "../../core/schema/cell.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";

/** What of an estate's cells is asked when objects are compared. */
export interface Places {
  /** Whether the estate has a cell, so that its target is asked. */
  readonly has: (cell: string) => boolean;
  /** Equal for cells in one account, or in one cluster: an object there may have been made for either. */
  readonly placeOf: (cell: string) => string;
  /** The region that a cell's provider makes things in. */
  readonly regionOf: (cell: string) => string;
  /** Whether the target of a cell says what each object was made for. */
  readonly keepsUrns: (cell: string) => boolean;
}

/** Reads an estate's cells for comparing objects in them. A cell that the estate has no longer is a place of its own. */
export function placesOf(manifest: EstateManifest): Places {
  const { cells, targets } = manifest.spec;
  const byId = new Map(cells.map((cell): [string, Cell] => [cell.id, cell]));
  return {
    has: (id) => byId.has(id),
    placeOf: (id) => {
      const cell = byId.get(id);
      if (cell === undefined) return id;
      return cell.target === "aws" ? cell.accountId : cell.clusterUid;
    },
    regionOf: (id) => byId.get(id)?.region ?? "",
    keepsUrns: (id) => {
      const cell = byId.get(id);
      return cell !== undefined && targets[cell.target] === "sandbox";
    },
  };
}
