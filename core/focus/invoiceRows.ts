import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { addOnOf, isItemOf } from "../billing/items.ts";
import { decimal, decimalText, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import type { Invoice, InvoiceLine, InvoiceTax } from "../results/invoice.ts";
import { instantOf, monthsBetween, textOrNull, type FocusRow } from "./focusRow.ts";
import { focusServiceOf } from "./services.ts";
import { focusUnit } from "./units.ts";

/** What rows need that an invoice does not say. */
export interface InvoiceRowTerms {
  readonly kinds: ServiceKinds;
  /** The published price of a month of a subscription's tier, which an agreed or a suspended one is less than; undefined where unknown. */
  readonly listPrice: (line: InvoiceLine) => Decimal | undefined;
  readonly region: string | undefined;
}

/**
 * What a customer is billed, as rows of FOCUS: one for each line and one for each tax. BilledCost adds up to the invoice's gross amount,
 * as what is payable (Cost and Usage: BilledCost), and without the rows of taxes to its net.
 *
 * Flat prices, add-ons and meters are usage, as they are billed by the time or the quantity that was used, and after it; minimums and
 * discounts are adjustments and credits are credits, without price and quantity, as they stand on the invoice: InvoiceDetailId is the
 * line's. What a credit note takes back, and use that was reported late,
 * corrects a period that was closed (ChargeClass).
 */
export function invoiceRows(invoice: Invoice, terms: InvoiceRowTerms): FocusRow[] {
  return [
    ...invoice.lines.map((line) => lineRow(invoice, line, terms)),
    ...invoice.taxes.filter(({ amount }) => !decimal(amount).eq(0)).map((tax) => taxRow(invoice, tax, terms)),
  ];
}

const kinds = {
  flat: { category: "Usage", frequency: "Recurring" },
  "add-on": { category: "Usage", frequency: "Recurring" },
  meter: { category: "Usage", frequency: "Usage-Based" },
  minimum: { category: "Adjustment", frequency: "One-Time" },
  discount: { category: "Adjustment", frequency: "One-Time" },
  credit: { category: "Credit", frequency: "One-Time" },
} as const satisfies Record<InvoiceLine["kind"], { readonly category: string; readonly frequency: string }>;

function lineRow(invoice: Invoice, line: InvoiceLine, terms: InvoiceRowTerms): FocusRow {
  const { category, frequency } = kinds[line.kind];
  const corrects = invoice.kind === "credit-note" || (category === "Usage" && line.to <= invoice.period.from);
  const service = focusServiceOf(terms.kinds, line.service);
  return {
    ...common(invoice, line, line.amount, terms),
    ...(category === "Usage" ? priced(invoice, line, terms) : {}),
    ChargeCategory: category,
    ...(corrects && { ChargeClass: "Correction" }),
    ChargeDescription: textOrNull(line.item),
    ChargeFrequency: frequency,
    HostProviderName: line.service === null ? "Not Applicable" : invoice.seller.name,
    InvoiceDetailId: line.id,
    ServiceCategory: service.category,
    ServiceName: textOrNull(line.service) ?? "Contract",
    ServiceSubcategory: service.subcategory,
    SubAccountId: line.subscription === null ? undefined : `${invoice.tenant}/${line.subscription}`,
    SubAccountName: textOrNull(line.subscription),
    x_LineKind: line.kind,
    x_Tier: textOrNull(line.tier),
  };
}

function taxRow(invoice: Invoice, tax: InvoiceTax, terms: InvoiceRowTerms): FocusRow {
  const service = focusServiceOf(terms.kinds, null);
  return {
    ...common(invoice, invoice.period, tax.amount, terms),
    ChargeCategory: "Tax",
    ...(invoice.kind === "credit-note" && { ChargeClass: "Correction" }),
    ChargeDescription: textOrNull(`${tax.name} of ${tax.taxable} ${invoice.currency}`),
    ChargeFrequency: "Recurring",
    HostProviderName: "Not Applicable",
    InvoiceDetailId: `tax-${tax.id}`,
    ServiceCategory: service.category,
    ServiceName: "Tax",
    ServiceSubcategory: service.subcategory,
    x_LineKind: "tax",
  };
}

function common(
  { tenant, buyer, seller, currency, period, number }: Invoice,
  { from, to }: { readonly from: string; readonly to: string },
  amount: string,
  { region }: InvoiceRowTerms,
): FocusRow {
  return {
    BilledCost: amount,
    BillingAccountId: tenant,
    BillingAccountName: textOrNull(buyer.name),
    BillingCurrency: currency,
    BillingPeriodEnd: instantOf(period.to),
    BillingPeriodStart: instantOf(period.from),
    ChargePeriodEnd: instantOf(to),
    ChargePeriodStart: instantOf(from),
    ContractedCost: amount,
    EffectiveCost: amount,
    // A draft is a provisional invoice, which has an id too (Cost and Usage: InvoiceId).
    InvoiceId: number ?? `draft-${tenant}-${period.from}`,
    InvoiceIssuerName: seller.name,
    ListCost: amount,
    ProviderName: seller.name,
    PublisherName: seller.name,
    RegionId: region,
    RegionName: region,
    ServiceProviderName: seller.name,
  };
}

/** Price and quantity of a SKU. Costs before rounding are their exact products, as the specification asks for. */
function priced(invoice: Invoice, line: InvoiceLine, terms: InvoiceRowTerms): FocusRow {
  const { quantity, price, unit } = pricing(invoice, line);
  const list = line.kind === "flat" ? (terms.listPrice(line) ?? price) : price;
  const meter = skuMeter(invoice, line);
  const sku = `${line.service ?? ""}/${(line.tier ?? "").split("@")[0] ?? ""}/${meter}`;
  return {
    ConsumedQuantity: decimalText(quantity, 1),
    ConsumedUnit: unit,
    ContractedCost: decimalText(price.times(quantity), 2),
    ContractedUnitPrice: decimalText(price, 2),
    ListCost: decimalText(list.times(quantity), 2),
    ListUnitPrice: decimalText(list, 2),
    PricingCategory: "Standard",
    PricingQuantity: decimalText(quantity, 1),
    PricingUnit: unit,
    SkuId: sku,
    SkuMeter: meter,
    SkuPriceId: `${line.service ?? ""}/${line.tier ?? ""}/${meter}`,
  };
}

/** Decimals of a quantity of months, of which a part of a period is seldom a decimal fraction. */
const monthDecimals = 10;

/** Quantity, unit and unit price; of what is billed by days in months, whose price the price list has. */
function pricing(
  { period }: Invoice,
  line: InvoiceLine,
): { readonly quantity: Decimal; readonly price: Decimal; readonly unit: string } {
  const [quantity, price] = [decimal(line.quantity), decimal(line.unitPrice)];
  if (line.unit !== "day" || line.per === "1") return { quantity, price, unit: focusUnit(line.unit) };
  const months = decimal(String(monthsBetween(period.from, period.to)));
  return {
    quantity: quotient(quantity.times(months), decimal(line.per), monthDecimals, "half-even"),
    price: quotient(price, months, monthDecimals, "half-even"),
    unit: "Months",
  };
}

/** What is metered of a SKU: the subscription itself, an add-on, or a meter by its name. */
function skuMeter({ metered }: Invoice, line: InvoiceLine): string {
  if (line.kind === "flat") return "subscription";
  if (line.kind === "add-on") return addOnOf(line) ?? "add-on";
  return metered.find((usage) => isItemOf(line, usage))?.meter ?? line.unit;
}
