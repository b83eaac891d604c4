/**
 * What the tests' own estate pays for, in round figures: 20.00 an hour of support, of which each subscription takes one; 0.02 for a GiB
 * in a bucket; and 1280.00 for the shared cell, which comes to 10.00 a processor, 2.00 a GiB of memory and 0.064 a GiB of storage. All
 * else has no rate.
 */
export const priceBookTexts: Readonly<Record<string, string>> = {
  "pricebook/list.yaml": `apiVersion: tenantry.dev/v1
kind: PriceBook
metadata: { name: list }
spec:
  currency: EUR
  validFrom: 2026-01-01
  source: { kind: contract, title: The suppliers' contracts }
  rates:
    aws.s3.standard.gibMonth: { unit: gibMonth, cost: 0.02 }
    cell.nodes.month: { unit: month, cost: 1280 }
    support.hour: { unit: hour, cost: 20 }
`,
  "pricebook/support-costs.yaml": `apiVersion: tenantry.dev/v1
kind: SupportCosts
spec:
  rate: support.hour
  plans: { business: { low: 0, expected: 1, high: 2 } }
`,
  "pricebook/cell-costs.yaml": `apiVersion: tenantry.dev/v1
kind: CellCosts
spec:
  cells:
    - cell: eu-shared-1
      resources: [{ part: nodes, rate: cell.nodes.month, quantity: 1 }]
      weights: { vcpu: 50, memoryGiB: 40, storageGiB: 10 }
`,
};
