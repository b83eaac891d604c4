/**
 * What was used of one meter in one billing period: the exact sum of all records that count. Of another period than the one that is
 * invoiced it is late usage: records that came after their own period's invoice, and that no invoice has billed yet.
 */
export interface UsageSum {
  readonly tenant: string;
  readonly subscription: string;
  readonly meter: string;
  /** The month that the records are of, by UTC, such as `2026-11`. */
  readonly period: string;
  /** Decimal text with at most nine decimals, never negative, in the meter's unit. */
  readonly quantity: string;
  /** How many records are in it; an exact repetition counts once. */
  readonly records: number;
}

/**
 * Why a usage record does not count, each with what that means in a few words. A record is put aside with the first reason that fits,
 * in this order.
 */
export const quarantineReasons = {
  "not-a-record": "it cannot be read as a record",
  "unknown-field": "it has a field that records do not have",
  "malformed-name": "its id, tenant, subscription or meter is missing, or one of its names is too long",
  "malformed-time": "its from, to or recorded is neither a day nor an instant in UTC",
  "not-a-number": "its quantity is missing or no finite decimal number",
  negative: "its quantity is below zero",
  huge: "its quantity has more than 12 digits before the point, or more than 9 after it",
  "empty-time": "it does not end after it begins",
  "two-periods": "it begins in one month and ends in another",
  "same-id": "another record with its id, and other contents, came first",
  "unknown-tenant": "the estate has no billing record of its tenant",
  "unknown-subscription": "its tenant never had such a subscription",
  "unknown-meter": "no tier that the subscription was of bills such a meter",
  "before-start": "it begins before its subscription billed the meter",
  "after-end": "it ends after its subscription billed the meter",
  "wrong-unit": "it is in another unit than the meter, or says none where the meter has one",
  overlapping: "its time meets that of another record of the same meter and source",
} as const;

/** A key of {@link quarantineReasons}. */
export type QuarantineReason = keyof typeof quarantineReasons;

/** Records that do not count, and so are missing from what is billed. */
export interface MissingUsage {
  /** Null where it cannot be read from the records. */
  readonly tenant: string | null;
  readonly subscription: string | null;
  readonly meter: string | null;
  /** The month that they begin in, such as `2026-11`. */
  readonly period: string | null;
  readonly reason: QuarantineReason;
  readonly records: number;
  /** What they say together, as decimal text; null where one of them says no number that can be kept. */
  readonly quantity: string | null;
}
