import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { decimal, decimalText } from "../money/amount.ts";
import type { CostGap, CostLine, SubscriptionCost, TenantCost } from "../results/cost.ts";
import { instantOf, textOrNull, type FocusRow } from "./focusRow.ts";
import { focusServiceOf } from "./services.ts";
import { focusUnit } from "./units.ts";

/** What rows need that a cost does not say. */
export interface CostRowTerms {
  readonly kinds: ServiceKinds;
  /** The provider's name. */
  readonly provider: string;
  readonly tenantName: string;
  readonly period: { readonly from: string; readonly to: string };
}

const sources = {
  resources: { host: "Amazon Web Services" },
  cell: { host: undefined },
  support: { host: "Not Applicable" },
  tools: { host: "Not Applicable" },
} as const satisfies Record<CostLine["source"], { readonly host: string | undefined }>;

/**
 * What the provider pays for a tenant in a month, as rows of FOCUS: one for each line of its costs that has a rate. Costs are what is
 * expected, with the bounds beside them; nobody has invoiced them yet, so InvoiceId is NULL. A line without a rate has no row, as no
 * cost may be NULL and 0 would be made up: it is among the gaps.
 */
export function costRows(
  cost: TenantCost,
  terms: CostRowTerms,
): { readonly rows: FocusRow[]; readonly gaps: CostGap[] } {
  const rows = cost.subscriptions.flatMap((one) =>
    one.lines.flatMap((line) => {
      if (line.amount === null) return [];
      return [lineRow(cost, one, { ...line, amount: line.amount }, terms)];
    }),
  );
  return { rows, gaps: cost.balance.gaps };
}

type KnownLine = CostLine & { readonly amount: NonNullable<CostLine["amount"]> };

function lineRow(cost: TenantCost, one: SubscriptionCost, line: KnownLine, terms: CostRowTerms): FocusRow {
  const { kinds, provider, tenantName, period } = terms;
  const { expected, low, high } = line.amount;
  const { host } = sources[line.source];
  const paid = line.source === "resources" ? "Amazon Web Services" : provider;
  const service = focusServiceOf(kinds, one.service);
  return {
    BilledCost: expected,
    BillingAccountId: cost.tenant,
    BillingAccountName: textOrNull(tenantName),
    BillingCurrency: cost.currency,
    BillingPeriodEnd: instantOf(period.to),
    BillingPeriodStart: instantOf(period.from),
    ChargeCategory: "Usage",
    ChargeDescription: textOrNull(`${line.part}: ${line.quantity.expected} ${line.unit} by the rate ${line.rate}`),
    ChargeFrequency: "Usage-Based",
    ChargePeriodEnd: instantOf(period.to),
    ChargePeriodStart: instantOf(period.from),
    EffectiveCost: expected,
    ...pricing(line, expected),
    HostProviderName: host ?? provider,
    InvoiceIssuerName: paid,
    ProviderName: paid,
    PublisherName: paid,
    RegionId: textOrNull(cost.region),
    RegionName: textOrNull(cost.region),
    ServiceCategory: service.category,
    ServiceName: textOrNull(one.service) ?? "Contract",
    ServiceProviderName: paid,
    ServiceSubcategory: service.subcategory,
    SubAccountId: `${cost.tenant}/${one.subscription}`,
    SubAccountName: textOrNull(one.subscription),
    x_Cost: expected,
    x_CostHigh: high,
    x_CostLow: low,
    x_ExampleRate: String(line.example),
    x_LineKind: line.source,
    x_Tier: textOrNull(one.tier),
  };
}

/**
 * The rate and what it is multiplied by. A share of a cell has a rate that was divided, whose product is its cost but for what rounding
 * left: costs before discounts are then the products, as the specification asks for.
 */
function pricing(line: KnownLine, expected: string): FocusRow {
  const quantity = decimalText(decimal(line.quantity.expected), 1);
  const unit = focusUnit(line.unit);
  const product = line.unitCost === null ? expected : decimalText(decimal(line.unitCost).times(quantity), 2);
  return {
    ConsumedQuantity: quantity,
    ConsumedUnit: unit,
    ContractedCost: product,
    ContractedUnitPrice: line.unitCost ?? undefined,
    ListCost: product,
    ListUnitPrice: line.unitCost ?? undefined,
    PricingCategory: "Standard",
    PricingQuantity: quantity,
    PricingUnit: unit,
    SkuId: line.rate,
    SkuMeter: line.rate,
    SkuPriceId: line.rate,
  };
}
