import { edgesOf } from "../billing/inForce.ts";
import { taxOf } from "../billing/taxes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { BillingManifest, ConfiguredTax } from "../schema/billing.ts";
import type { BillingRecordManifest } from "../schema/billingRecord.ts";
import type { CustomerManifest } from "../schema/customer.ts";
import type { Sourced } from "./estate.ts";

/** Taxes that stand twice, and a seller who cannot charge what is configured. */
export function checkTaxes({ manifest, document }: Sourced<BillingManifest>): Diagnostic[] {
  const { taxes, seller } = manifest.spec;
  const ids = taxes.map(({ id }) => id);
  const problems: LocalProblem[] = taxes.flatMap(({ id, category }, index) => [
    ...(ids.indexOf(id) === index
      ? []
      : [
          {
            code: "TEN284" as const,
            path: ["spec", "taxes", index, "id"],
            message: `The tax "${id}" is there twice.`,
            fix: "Give each an id of its own.",
          },
        ]),
    ...(category === "O" || seller.vatId !== undefined
      ? []
      : [
          {
            code: "TEN284" as const,
            path: ["spec", "taxes", index, "category"],
            message: `The tax "${id}" is of the category ${category}, and the seller has no VAT id.`,
            fix: "Add spec.seller.vatId; one without can sell out of the scope of VAT (O) alone.",
          },
        ]),
  ]);
  return problems.map((problem) => locate(problem, [], document.positions));
}

/**
 * Days on which none of the taxes applies to a customer, from the first that it was billed on; and reverse charge for a buyer without
 * a VAT id.
 */
export function checkTaxesOf(
  { spec: { buyer } }: CustomerManifest,
  taxes: readonly ConfiguredTax[],
  record: BillingRecordManifest | undefined,
): LocalProblem[] {
  const first = record?.spec.changes[0]?.on ?? "2020-01-01";
  const edges = taxes.flatMap(edgesOf);
  const found = [first, ...edges.filter((day) => day > first)]
    .toSorted()
    .map((day) => ({ day, tax: taxOf(taxes, buyer, day) }));
  const untaxed = found.find(({ tax }) => tax === undefined);
  const path = ["spec", "buyer", "address", "country"];
  if (untaxed !== undefined) {
    const has = buyer.vatId === undefined ? "without a VAT id" : "with a VAT id";
    const message = `No tax of billing/billing.yaml applies to a buyer in ${buyer.address.country} ${has} on ${untaxed.day}.`;
    const fix = "Correct the buyer, or add a tax; also where nothing is charged an invoice says why.";
    return [{ code: "TEN284", path, message, fix }];
  }
  const reversed = found.find(({ tax }) => tax?.category === "AE" && buyer.vatId === undefined);
  if (reversed === undefined) return [];
  const message = `The tax "${reversed.tax?.id ?? ""}" reverses the charge, and the buyer has no VAT id.`;
  return [{ code: "TEN284", path, message, fix: "Add spec.buyer.vatId, or limit the tax to buyers that have one." }];
}
