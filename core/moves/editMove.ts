import { editAll, type DocumentEdit } from "../documents/editAll.ts";
import type { EditResult } from "../documents/editDocument.ts";
import { removeKey } from "../documents/removeKey.ts";
import type { SubscriptionManifest } from "../schema/tenant.ts";

/** A move that is agreed and not due yet. */
export type PendingMove = NonNullable<SubscriptionManifest["pending"]>;

/** What was agreed about a move to the tier that stands in the manifest. */
type Agreement = NonNullable<SubscriptionManifest["move"]>;

/**
 * A manifest's text with a subscription on another tier. What was agreed about an earlier move goes: it would count for this one.
 *
 * @param index the subscription's place in the manifest.
 */
export function withTier(text: string, index: number, to: string, { on, approvedBy }: Agreement): EditResult {
  const agreed = { ...(on !== undefined && { on }), ...(approvedBy !== undefined && { approvedBy }) };
  return editAll(text, [
    [fieldOf(index, "tier"), to],
    [fieldOf(index, "move"), Object.keys(agreed).length === 0 ? undefined : agreed],
  ]);
}

/** A manifest's text with a move of a subscription pending. */
export function withPending(text: string, index: number, pending: PendingMove): EditResult {
  const { to, when, on, requested, approvedBy } = pending;
  const value = { to, when, on, requested, ...(approvedBy !== undefined && { approvedBy }) };
  return editAll(text, [[fieldOf(index, "pending"), value]]);
}

/** A manifest's text without the pending move of a subscription: byte by byte as it was before {@link withPending}. */
export function withoutPending(text: string, index: number): EditResult {
  return removeKey(text, fieldOf(index, "pending"));
}

/** A manifest's text with the pending move of a subscription made: the tier is the new one, and nothing is pending. */
export function carriedOut(text: string, index: number, pending: PendingMove): EditResult {
  const without = withoutPending(text, index);
  return "problem" in without ? without : withTier(without.text, index, pending.to, agreementOf(pending));
}

/** What is agreed once a pending move is made: the renewal, and who has approved it. */
function agreementOf({ when, on, approvedBy }: PendingMove): Agreement {
  return { ...(when === "renewal" && { on }), ...(approvedBy !== undefined && { approvedBy }) };
}

function fieldOf(index: number, key: string): DocumentEdit[0] {
  return ["spec", "subscriptions", index, key];
}
