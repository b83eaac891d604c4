import { z } from "zod";

import { money } from "./costs.ts";
import { finding } from "./finding.ts";
import { selectionDocument } from "./selection.ts";

/** What rendering and the rules say of one tenant. */
export const tenantCheck = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  resources: z.int().nonnegative().describe("Resources that the tenant renders, the stack and components among them."),
  findings: z
    .array(finding)
    .describe("By resource and rule. A tenant that cannot be rendered has one, and 0 resources."),
  money: money.optional().describe("What a month of it brings and takes; absent where the estate has no price book."),
});

/** What rendering and the rules say of one tenant. */
export type TenantCheck = z.infer<typeof tenantCheck>;

/** The `--json` document of `check`. */
export const checkDocument = z.strictObject({
  verb: z.literal("check"),
  tenants: z.array(tenantCheck).describe("One entry a selected tenant, in the order of their ids."),
  selection: selectionDocument.optional().describe("Absent where tenants were selected by ids or --all alone."),
});
