import type { BilledSubscription, BillingChange } from "../schema/billingRecord.ts";

/** A subscription as it is billed on some day. */
export interface BilledOn {
  readonly subscription: BilledSubscription;
  readonly suspended: boolean;
}

/**
 * What is billed on a day: the last change on or before it.
 *
 * @param changes in the order of their days.
 * @returns undefined before the first.
 */
export function recordOn(changes: readonly BillingChange[], day: string): BillingChange | undefined {
  return changes.findLast(({ on }) => on <= day);
}

/** How a subscription is billed on a day; undefined where it is not. */
export function billedOn(changes: readonly BillingChange[], name: string, day: string): BilledOn | undefined {
  const change = recordOn(changes, day);
  if (change === undefined || change.state === "offboarded") return undefined;
  const subscription = change.subscriptions.find((candidate) => candidate.name === name);
  return subscription && { subscription, suspended: change.state === "suspended" };
}

/** All subscriptions that a record ever names, in the order in which it does. */
export function recordedNames(changes: readonly BillingChange[]): string[] {
  return [...new Set(changes.flatMap(({ subscriptions }) => subscriptions.map(({ name }) => name)))];
}
