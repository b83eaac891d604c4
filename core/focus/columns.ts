/** The versions of FOCUS that rows are written in. */
export const focusVersions = ["1.2", "1.4"] as const;

/** A version of FOCUS, the FinOps Open Cost and Usage Specification (https://focus.finops.org). */
export type FocusVersion = (typeof focusVersions)[number];

/** What rows are about: what customers are billed, or what the provider pays. */
export const focusSubjects = ["price", "cost"] as const;

/** What rows are about. */
export type FocusSubject = (typeof focusSubjects)[number];

/** A column of the dataset Cost and Usage, or one of ours, which begin with `x_`. */
export interface FocusColumn {
  readonly name: string;
  readonly type: "text" | "decimal" | "instant";
  /** Whether a version has it: always, or where there is what it is about; ours never have to be there. */
  readonly level: "mandatory" | "conditional" | "recommended" | "custom";
  readonly nullable: boolean;
  /** The versions that have it; all when absent. */
  readonly versions?: readonly FocusVersion[];
  /** What we have data of it for; both when absent. */
  readonly of?: FocusSubject;
  /** Where it is said: the section of the specification, by its heading. */
  readonly source: string;
}

const definition = (
  name: string,
  type: FocusColumn["type"],
  level: FocusColumn["level"],
  nullable: boolean,
  only: Pick<FocusColumn, "versions" | "of"> = {},
): FocusColumn => ({
  name,
  type,
  level,
  nullable,
  ...only,
  source: level === "custom" ? "Attributes: Custom Column Handling" : `Cost and Usage: ${name}`,
});

const [filled, nullable] = [false, true];

/**
 * The columns, in the specification's order, and ours after them. Feature level and nulls are those of the table in the section Cost
 * and Usage of FOCUS 1.4, and of the columns' own sections in 1.2. What we have no data of is left out, as conditional columns may be:
 * reservations, commitment discounts, contract commitments, availability zones, single resources, other pricing currencies, tags, principals.
 */
export const focusColumns: readonly FocusColumn[] = [
  definition("BilledCost", "decimal", "mandatory", filled),
  definition("BillingAccountId", "text", "mandatory", filled),
  definition("BillingAccountName", "text", "mandatory", nullable),
  definition("BillingCurrency", "text", "mandatory", filled),
  definition("BillingPeriodEnd", "instant", "mandatory", filled),
  definition("BillingPeriodStart", "instant", "mandatory", filled),
  definition("ChargeCategory", "text", "mandatory", filled),
  definition("ChargeClass", "text", "mandatory", nullable),
  definition("ChargeDescription", "text", "mandatory", nullable),
  definition("ChargeFrequency", "text", "recommended", filled),
  definition("ChargePeriodEnd", "instant", "mandatory", filled),
  definition("ChargePeriodStart", "instant", "mandatory", filled),
  definition("ConsumedQuantity", "decimal", "conditional", nullable),
  definition("ConsumedUnit", "text", "conditional", nullable),
  definition("ContractedCost", "decimal", "mandatory", filled),
  definition("ContractedUnitPrice", "decimal", "conditional", nullable),
  definition("EffectiveCost", "decimal", "mandatory", filled),
  definition("HostProviderName", "text", "mandatory", filled, { versions: ["1.4"] }),
  definition("InvoiceDetailId", "text", "conditional", nullable, { versions: ["1.4"], of: "price" }),
  definition("InvoiceId", "text", "conditional", nullable),
  definition("InvoiceIssuerName", "text", "mandatory", filled),
  definition("ListCost", "decimal", "mandatory", filled),
  definition("ListUnitPrice", "decimal", "conditional", nullable),
  definition("PricingCategory", "text", "conditional", nullable),
  definition("PricingQuantity", "decimal", "mandatory", nullable),
  definition("PricingUnit", "text", "mandatory", nullable),
  // 1.4 has names of service and host provider instead.
  definition("ProviderName", "text", "mandatory", filled, { versions: ["1.2"] }),
  definition("PublisherName", "text", "mandatory", filled, { versions: ["1.2"] }),
  definition("RegionId", "text", "conditional", nullable),
  definition("RegionName", "text", "conditional", nullable),
  definition("ServiceCategory", "text", "mandatory", filled),
  definition("ServiceName", "text", "mandatory", filled),
  definition("ServiceProviderName", "text", "mandatory", filled, { versions: ["1.4"] }),
  definition("ServiceSubcategory", "text", "recommended", filled),
  definition("SkuId", "text", "conditional", nullable),
  definition("SkuMeter", "text", "conditional", nullable),
  definition("SkuPriceId", "text", "conditional", nullable),
  definition("SubAccountId", "text", "conditional", nullable),
  definition("SubAccountName", "text", "conditional", nullable),
  definition("x_Cost", "decimal", "custom", nullable),
  definition("x_CostHigh", "decimal", "custom", nullable, { of: "cost" }),
  definition("x_CostLow", "decimal", "custom", nullable, { of: "cost" }),
  definition("x_ExampleRate", "text", "custom", nullable, { of: "cost" }),
  definition("x_LineKind", "text", "custom", nullable),
  definition("x_Margin", "decimal", "custom", nullable, { of: "price" }),
  definition("x_MarginPercent", "decimal", "custom", nullable, { of: "price" }),
  definition("x_Tier", "text", "custom", nullable),
];

/** The columns of a version for what rows are about: they are the same whatever rows there are. */
export function focusColumnsOf(version: FocusVersion, subject: FocusSubject): readonly FocusColumn[] {
  return focusColumns.filter(
    ({ versions, of }) => (versions?.includes(version) ?? true) && (of === undefined || of === subject),
  );
}
