import type { Ledger } from "../core/billing/ledger.ts";
import { hasErrors } from "../core/diagnostics/diagnostic.ts";
import type { Estate } from "../core/estate/estate.ts";
import type { BillingManifest } from "../core/schema/billing.ts";
import { ledgerPlaces, openLedger, type LedgerPlaces } from "../fleet/billing/ledgerFiles.ts";
import { diagnosticsAsJson } from "../reports/diagnostics/json.ts";
import { InvalidEstateError, UserError, type Context } from "./context.ts";

/** By what an estate bills; stops the verb where it says nothing of it. */
export function billingTermsOf(estate: Estate): BillingManifest["spec"] {
  if (estate.billing.terms !== undefined) return estate.billing.terms;
  throw new UserError("The estate has no billing/billing.yaml: it says by whom and in what customers are billed.");
}

/** What an estate has issued; stops the verb with every problem when that is not as it was issued. */
export async function openSoundLedger(
  directory: string,
  terms: BillingManifest["spec"],
  { verb, json }: { readonly verb: string; readonly json: boolean },
  context: Context,
): Promise<{ readonly ledger: Ledger; readonly places: LedgerPlaces }> {
  const places = ledgerPlaces(directory);
  const { ledger, problems } = await openLedger(places, terms.numbering);
  if (!hasErrors(problems)) return { ledger, places };
  if (json) context.print(diagnosticsAsJson(verb, 0, problems));
  context.note("Nothing is issued while what was issued is not as it was.");
  throw new InvalidEstateError(problems, []);
}
