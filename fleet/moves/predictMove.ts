import type { EstateTenant } from "../../core/estate/estate.ts";
import type { TenantDiff } from "../../core/results/fleetDiff.ts";
import { openRenderPool } from "../affected/renderPool.ts";
import { diffTenants } from "../diff/diffTenants.ts";

/** What applying a tenant's changed manifest is predicted to do, taken that what runs is what the manifest said before. */
export async function predictMove(before: EstateTenant, after: EstateTenant): Promise<TenantDiff> {
  const { resolved } = before;
  const pool = openRenderPool({ threads: 0 });
  try {
    const [diff] = await diffTenants({
      base: {
        tenants: new Map([[resolved.id, { resolved, file: undefined, digest: undefined }]]),
        sameCode: true,
        render: () => pool.render(resolved),
      },
      estate: { tenants: [after] },
      tenants: [after],
      pool,
      values: false,
    });
    return diff ?? { tenant: resolved.id, change: "unchanged", steps: [] };
  } finally {
    await pool.close();
  }
}
