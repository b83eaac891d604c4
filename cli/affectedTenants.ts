import { visible } from "../core/diagnostics/visible.ts";
import type { EstateTenant } from "../core/estate/estate.ts";
import type { SelectionDocument } from "../core/results/selection.ts";
import { findAffected, type Affected, type AffectedQuestion } from "../fleet/affected/findAffected.ts";
import type { Context } from "./context.ts";
import type { OpenedEstate } from "./selectedTenants.ts";
import { withBase } from "./withBase.ts";

/** What is affected, and since when. */
export interface AffectedTenants {
  /** Why each is, by id. */
  readonly reasons: Affected["reasons"];
  readonly document: NonNullable<SelectionDocument["affected"]>;
}

/** Finds out which of the tenants a change since the base affects, and tells of those whose manifests are deleted. */
export async function affectedOf(
  { estate, directory }: OpenedEstate,
  tenants: readonly EstateTenant[],
  reference: string | undefined,
  by: AffectedQuestion["by"],
  context: Context,
): Promise<AffectedTenants> {
  const task = { directory, reference, toRender: by === "resources", verb: "affected", total: tenants.length };
  return withBase(task, context, async ({ base, pool, onProgress }) => {
    const affected = await findAffected({ base, estate, tenants, by, today: context.today, pool, onProgress });
    const { all, reasons } = affected;
    const offboarding = affected.offboarding.map((request) => ({ ...request }));
    const document = { base: base.reference, commit: base.commit, ...(all !== undefined && { all }), offboarding };
    tell(affected, document, tenants.length, context);
    return { reasons, document };
  });
}

function tell(
  { all, reasons, offboarding }: Affected,
  { base, commit }: AffectedTenants["document"],
  total: number,
  { note }: Context,
): void {
  const since = visible(`${base} (${commit.slice(0, 12)})`);
  note(`${String(reasons.size)} of ${String(total)} tenants affected since ${since}`);
  if (all !== undefined) note(visible(`All are taken for affected: ${all}.`));
  for (const { tenant, file } of offboarding) {
    const manifest = file === undefined ? "its manifest" : `its manifest, ${file},`;
    note(
      visible(
        `${tenant}: ${manifest} is deleted since. Nothing is done, and what it still has runs on. ` +
          `To end it: put the manifest back, and \`tenantry offboard ${tenant}\`; it is deleted when that is through.`,
      ),
    );
  }
}
