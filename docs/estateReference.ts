import { z } from "zod";

import { serviceKinds } from "../components/registry.ts";
import { approvalSchema } from "../core/schema/approval.ts";
import { billingSchema } from "../core/schema/billing.ts";
import { billingRecordSchema } from "../core/schema/billingRecord.ts";
import { cellSchema } from "../core/schema/cell.ts";
import { cellCostsSchema } from "../core/schema/cellCosts.ts";
import { customerSchema } from "../core/schema/customer.ts";
import { estateSchema } from "../core/schema/estate.ts";
import { exchangeRatesSchema } from "../core/schema/exchangeRates.ts";
import { incidentsSchema } from "../core/schema/incidents.ts";
import type { JsonSchema } from "../core/schema/jsonSchemas.ts";
import { lifecyclesSchema } from "../core/schema/lifecycles.ts";
import { priceBookSchema } from "../core/schema/priceBook.ts";
import { rolloutSchema } from "../core/schema/rollout.ts";
import { supportCostsSchema } from "../core/schema/supportCosts.ts";
import { usageAssumptionsSchema } from "../core/schema/usageAssumptions.ts";
import { waiversSchema } from "../core/schema/waivers.ts";
import { assumptionsTables } from "./assumptionsTable.ts";
import { fieldTable } from "./fieldTable.ts";

/** The reference of the estate's own files, as Markdown. */
export function estateReference(): string {
  const json = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: "input" });
  const estate = json(estateSchema);
  const cells = cellSchema.options.map((option) => {
    const { value } = option.shape.target;
    const cell = json(option);
    return `### A cell whose target is \`${value}\`

${fieldTable(cell, cell, "spec.cells[]")}
`;
  });
  return `# Estate

The files at an estate's top, and its price books. Keys that are not listed are refused. The same as JSON Schema, for editors:
\`tenantry schema\`.

## estate.yaml

Who the provider is, where tenants land, and where state is kept. How its \`spec.defaults\` reach tenants:
[where a value may come from](manifest.md#where-a-value-may-come-from).

${fieldTable(estate, estate, "", ["spec.cells[]"])}

${cells.join("\n")}
## waivers.yaml

The exceptions from policies, each with its reason, approver and last day.

${fieldTable(json(waiversSchema))}

## approvals/&lt;beginning of the plan's digest&gt;.yaml

That somebody has agreed to exactly the steps of one plan: [plans and approvals](../how-to/plans.md). \`tenantry approve\` writes it.

${fieldTable(json(approvalSchema))}

## rollouts/&lt;name&gt;.yaml

That tenants are brought to another version, wave by wave, and how far that is: [rollouts](../how-to/rollouts.md). \`tenantry rollout\` writes it.

${fieldTable(json(rolloutSchema))}

## catalogue/lifecycles.yaml

Until when vendors support the versions of what is sold, from their own pages: [upkeep](../how-to/upkeep.md).

${fieldTable(json(lifecyclesSchema))}

## A file of incidents

What \`tenantry sla\` computes availability from; it lies wherever the provider keeps it: [service levels](../how-to/service-levels.md).

${fieldTable(json(incidentsSchema))}

## pricebook/&lt;name&gt;.yaml

What the provider pays its own suppliers, from a day on: [price books](../how-to/pricebook.md).

${fieldTable(json(priceBookSchema))}

## pricebook/exchange-rates.yaml

How costs in other currencies are brought into that of a contract.

${fieldTable(json(exchangeRatesSchema))}

## pricebook/usage-assumptions.yaml

How much is used of what orders do not say, where it is not the service kind's usual: [costs](../how-to/costs.md).

${fieldTable(json(usageAssumptionsSchema))}

These are the assumptions, and what is usual:

${assumptionsTables(serviceKinds)}

## pricebook/cell-costs.yaml

What the clusters cost that tenants share, and how that is split: [costs](../how-to/costs.md#what-is-shared).

${fieldTable(json(cellCostsSchema))}

## pricebook/support-costs.yaml

The hours that customers take, and tools: [costs](../how-to/costs.md).

${fieldTable(json(supportCostsSchema))}

## billing/billing.yaml

By what all customers are billed: [billing](../how-to/billing.md). An estate without it bills nobody.

${fieldTable(json(billingSchema))}

## billing/customers/&lt;tenant&gt;.yaml

The buyer on a tenant's invoices, and what was agreed with it. It changes nothing that runs.

${fieldTable(json(customerSchema))}

## billing/records/&lt;tenant&gt;.yaml

What a tenant was billed for, day by day. \`tenantry billing record\` appends to it.

${fieldTable(json(billingRecordSchema))}
`;
}
