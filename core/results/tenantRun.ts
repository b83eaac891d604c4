import { z } from "zod";

import { trailHead } from "../trail/trailEntry.ts";
import { moneyChange } from "./costs.ts";
import { runOutcome } from "./runOutcome.ts";
import { selectionDocument } from "./selection.ts";

/** What one verb did to one tenant. */
export const tenantRunResult = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  tiers: z.array(z.string()).describe("Service, tier and version of each subscription, such as iaas/standard@2."),
  targets: z
    .array(z.string())
    .describe("Where it lands: cell and account or cluster, with (sandbox) for a simulated one."),
  ...runOutcome.shape,
  money: moneyChange
    .optional()
    .describe(
      "Of a preview: what a month of the tenant would bring and take, and what it does by what runs; absent where the estate has no price book.",
    ),
});

/** What one verb did to one tenant. */
export type TenantRunResult = z.infer<typeof tenantRunResult>;

/** The `--json` document of `up`, `preview` and `destroy`. */
export const runDocument = z.strictObject({
  verb: z.enum(["up", "preview", "destroy"]),
  results: z.array(tenantRunResult).describe("One entry a selected tenant, in the order of their ids."),
  trail: trailHead.nullable().describe("Where the audit trail ends after it; null where nothing was recorded."),
  selection: selectionDocument.optional().describe("Absent where tenants were selected by ids or --all alone."),
});
