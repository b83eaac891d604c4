import { serviceKinds } from "../../components/registry.ts";
import type { Consumption, Usage } from "../../core/kinds/consumption.ts";
import type { Json, ServiceKinds } from "../../core/kinds/serviceKind.ts";
import type { CostBasis } from "../../core/estate/costBasis.ts";
import type { PriceBookManifest } from "../../core/schema/priceBook.ts";

/** A price book in euros that counts everywhere from the beginning of 2026 on, unless it says otherwise. */
export function priceBook(
  rates: Readonly<Record<string, number>>,
  spec: Partial<Omit<PriceBookManifest["spec"], "rates">> = {},
): PriceBookManifest {
  return {
    apiVersion: "tenantry.dev/v1",
    kind: "PriceBook",
    metadata: { name: "book" },
    spec: {
      currency: "EUR",
      validFrom: "2026-01-01",
      source: { kind: "contract", title: "A contract" },
      ...spec,
      rates: Object.fromEntries(
        Object.entries(rates).map(([name, cost]) => [name, { unit: unitIn(name), cost }] as const),
      ),
    },
  };
}

/** The end of a rate's name, which is its unit. */
function unitIn(rate: string): PriceBookManifest["spec"]["rates"][string]["unit"] {
  return rate.split(".").at(-1) as PriceBookManifest["spec"]["rates"][string]["unit"];
}

/** A basis of costs of which some is said. */
export function costBasis(some: Partial<CostBasis> = {}): CostBasis {
  return { priceBooks: [], exchangeRates: [], usage: undefined, cells: [], support: undefined, ...some };
}

/** The service kinds, whose bundles use what the test says. */
export function kindsThatUse(consumption: (bundle: Json, usage: Usage) => readonly Consumption[]): ServiceKinds {
  return Object.fromEntries(Object.entries(serviceKinds).map(([name, kind]) => [name, { ...kind, consumption }]));
}
