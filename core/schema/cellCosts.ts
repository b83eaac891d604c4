import { z } from "zod";

import { decimal, sum } from "../money/amount.ts";
import { apiVersion, cellId, tenantId } from "./fields.ts";
import { rateName } from "./priceBook.ts";

const percent = z.number().min(0).max(100);

const resource = z.strictObject({
  part: z.string().min(1).max(80).describe("What it is, as people call it, such as nodes."),
  rate: rateName.describe(
    "The rate in the price books. What is known as an amount a month has a rate whose unit is month.",
  ),
  quantity: z.number().nonnegative().max(1e12).describe("How many units a month; a month has 730 hours."),
});

/** Something that a cell pays for. */
export type CellResource = z.infer<typeof resource>;

const resources = z.array(resource).min(1).max(200);

const cellCosts = z.strictObject({
  cell: cellId.describe("A cell of the estate that tenants share."),
  resources: resources.describe("What a month of it costs, without nodes that are kept for one tenant."),
  overheadPercent: z
    .number()
    .min(0)
    .max(1000)
    .default(0)
    .describe("What its operation costs on top of that, in per cent, such as monitoring."),
  targetUtilisationPercent: percent
    .gt(0)
    .default(100)
    .describe(
      "How much of the capacity is meant to be sold. Tenants pay for the rest by their claims; what is not sold of this part is the provider's.",
    ),
  weights: z
    .strictObject({ vcpu: percent, memoryGiB: percent, storageGiB: percent })
    .refine((weights) => sum(Object.values(weights).map((weight) => decimal(weight))).eq(100), {
      error: "the weights add up to 100",
    })
    .describe("How the cost is split over what tenants claim, in per cent."),
  ownNodes: z
    .array(z.strictObject({ tenant: tenantId, resources: resources.describe("What a month of its nodes costs.") }))
    .max(1000)
    .default([])
    .describe("The nodes that are kept for one tenant each, who bears their cost with the same overhead."),
});

/** What one shared cell costs, and how that is split. */
export type CellCosts = z.infer<typeof cellCosts>;

/** `pricebook/cell-costs.yaml`: what cells cost that tenants share. */
export const cellCostsSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("CellCosts"),
  spec: z.strictObject({ cells: z.array(cellCosts).max(1000).describe("The cells; each once.") }),
});

/** The costs of cells after the first pass. */
export type CellCostsManifest = z.infer<typeof cellCostsSchema>;
