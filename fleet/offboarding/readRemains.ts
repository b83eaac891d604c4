import type { Certificate, FormerObject } from "../../core/results/certificate.ts";
import type { FoundOrphan, UnaskedCell } from "../../core/results/orphans.ts";
import type { Cell } from "../../core/schema/cell.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";
import { openDeployments } from "../engine/stackStates.ts";
import { findOrphans, type OrphanSearch } from "../settle/orphans.ts";
import { unlistedOf } from "../settle/unlisted.ts";
import { formerObjectsOf } from "./readFormer.ts";

/** What reading the state and every target after a deletion has given. */
export interface DeletionReads {
  /** What the targets hold of the tenant, whatever its state knows. */
  readonly found: readonly FoundOrphan[];
  /** What the state says is still there. */
  readonly inState: readonly FormerObject[];
  /** Cells whose targets gave no answer: that is not the same as nothing. */
  readonly unasked: readonly UnaskedCell[];
  readonly reads: Certificate["proof"]["reads"];
  /** What reading cannot show, in sentences. */
  readonly unlisted: readonly string[];
}

/** Reads what is left of a tenant: its state, and every cell's target, also of those in which it should have nothing. */
export async function readRemains(
  tenant: string,
  { manifest, workspace, findPulumi, known }: Omit<OrphanSearch, "tenants">,
): Promise<DeletionReads> {
  const { read } = openDeployments(workspace, findPulumi);
  const inState = formerObjectsOf(await read(tenant));
  const { orphans, unasked } = await findOrphans({ manifest, workspace, findPulumi, known, tenants: [tenant] });
  const asked = manifest.spec.cells.filter(({ id }) => unasked.every(({ cell }) => cell !== id));
  return {
    found: orphans,
    inState,
    unasked,
    reads: [
      { what: `the state of the stack ${tenant}`, found: inState.length },
      ...asked.map((cell) => ({
        what: `the cell ${cell.id}: ${sourceOf(cell, manifest)}`,
        found: orphans.filter((orphan) => orphan.cell === cell.id).length,
      })),
    ],
    unlisted: [
      ...unlistedOf(manifest),
      "The provider keeps its own records: the audit trail, this certificate, and the history of the stack's states where the backend " +
        "has one, in which secrets are encrypted. Copies that the customer or others have made are theirs.",
    ],
  };
}

/** How a cell's target is asked for what it holds of a tenant. */
function sourceOf(cell: Cell, { spec: { targets } }: EstateManifest): string {
  if (targets[cell.target] === "sandbox") return "the sandbox's inventory";
  return cell.target === "aws"
    ? `the account ${cell.accountId}, by the tenant's tag`
    : `the cluster ${cell.clusterUid}, by the tenant's label`;
}
