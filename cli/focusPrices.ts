import { serviceKinds } from "../components/registry.ts";
import { countingInvoices } from "../core/billing/ledger.ts";
import { priceListOf } from "../core/billing/priceList.ts";
import type { EstateCosts } from "../core/cost/estateCosts.ts";
import type { FocusRow } from "../core/focus/focusRow.ts";
import { invoiceRows, type InvoiceRowTerms } from "../core/focus/invoiceRows.ts";
import { withMargins } from "../core/focus/margins.ts";
import { decimal } from "../core/money/amount.ts";
import type { FocusDocument } from "../core/results/focus.ts";
import type { Invoice } from "../core/results/invoice.ts";
import { readIssued } from "../fleet/billing/ledgerFiles.ts";
import type { Context } from "./context.ts";
import { draftInvoices } from "./draftInvoices.ts";
import type { FocusOptions } from "./focusVerbs.ts";
import { billingTermsOf, openSoundLedger } from "./openLedger.ts";
import { readIncidents } from "./readIncidents.ts";
import { readUsageOf } from "./readUsageOf.ts";
import type { SelectedTenants } from "./selectedTenants.ts";

/** Rows, and of whom they are drafts or missing. */
export interface PriceRows extends Pick<FocusDocument, "drafts" | "skipped"> {
  readonly rows: readonly FocusRow[];
}

/**
 * Rows of what customers are billed for a month: of all that is issued for a period with the month in it, credit notes too, and drafts
 * of those of whom nothing that counts is. Where nothing narrows the tenants, those whose manifests are gone are among them. Costs
 * stand beside what counts, where they are known.
 *
 * @param costs undefined for an estate without price books.
 */
export async function priceRows(
  selected: SelectedTenants,
  options: FocusOptions,
  costs: EstateCosts | undefined,
  context: Context,
): Promise<PriceRows> {
  const { estate, directory, tenants, whole } = selected;
  const { period: month, json, usage, incidents: incidentsFile } = options;
  const { ledger, places } = await openSoundLedger(directory, billingTermsOf(estate), { verb: "focus", json }, context);
  const incidents =
    incidentsFile === undefined ? undefined : readIncidents(incidentsFile, estate, json, context, "focus");
  const wanted = new Set(tenants.map(({ resolved }) => resolved.id));
  const issued = ledger.entries.filter(
    ({ tenant, from, to }) => (whole || wanted.has(tenant)) && from.slice(0, 7) <= month && `${month}-01` < to,
  );
  const counting = new Set([...countingInvoices(ledger).values()].flat().map(({ number }) => number));
  const billed = new Set(issued.filter(({ number }) => counting.has(number)).map(({ tenant }) => tenant));
  const open = tenants.filter(({ resolved }) => !billed.has(resolved.id));
  const read =
    usage === undefined
      ? undefined
      : await readUsageOf(usage, undefined, { estate, directory, ledger, places }, context);
  try {
    const used = { sums: read?.usage.sums ?? [], missing: read?.usage.missing ?? [] };
    const order = { estate, tenants: open, month, ledger, incidents, over: undefined, ...used };
    const { drafts, skipped } = await draftInvoices(order, context);
    const invoices: Invoice[] = [...issued.map(({ number }) => readIssued(places, number).document), ...drafts];
    const prices = priceListOf(estate);
    const listPrice: InvoiceRowTerms["listPrice"] = ({ service, tier }) => {
      const price = prices.tier(service ?? "", tier ?? "");
      return price === undefined ? undefined : decimal(price.monthly);
    };
    const byId = new Map(tenants.map((tenant) => [tenant.resolved.id, tenant.resolved]));
    const rows = invoices.flatMap((invoice) => {
      const tenant = byId.get(invoice.tenant);
      const own = invoiceRows(invoice, { kinds: serviceKinds, listPrice, region: tenant?.region });
      const counts = invoice.number === null || counting.has(invoice.number);
      return tenant === undefined || costs === undefined || !counts
        ? own
        : withMargins(own, costs.costOf(tenant), invoice.period);
    });
    return { rows, drafts: drafts.map(({ tenant }) => tenant), skipped };
  } finally {
    read?.usage.close();
  }
}
