import { blockDocument, documentText } from "../documents/valueText.ts";
import { editAll } from "../documents/editAll.ts";
import type { EditResult } from "../documents/editDocument.ts";
import type { Json } from "../kinds/serviceKind.ts";
import { apiVersion } from "../schema/fields.ts";
import type { BillingChange } from "../schema/billingRecord.ts";

/** The text of a new billing record. */
export function newRecordText(tenant: string, changes: readonly BillingChange[]): string {
  const document = blockDocument({
    apiVersion,
    kind: "BillingRecord",
    metadata: { tenant },
    spec: { changes: changes.map(written) },
  });
  document.commentBefore = " yaml-language-server: $schema=../../schemas/billing-record.schema.json";
  return documentText(document);
}

/**
 * A record's text with changes appended; everything before them stays byte by byte.
 *
 * @param count how many changes it has.
 */
export function appendedText(text: string, count: number, added: readonly BillingChange[]): EditResult {
  return editAll(
    text,
    added.map((change, index) => [["spec", "changes", count + index], written(change)]),
  );
}

/** As people write it: add-ons stand where there are any. */
function written({ on, state, subscriptions }: BillingChange): Json {
  return {
    on,
    state,
    subscriptions: subscriptions.map(({ addOns, ...subscription }) => ({
      ...subscription,
      ...(addOns.length > 0 && { addOns }),
    })),
  };
}
