import { counted } from "../counted.ts";
import type { Offboarding } from "../schema/offboarding.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import { daysBetween, plusDays } from "../calendarDays.ts";

/** For how many days data is kept where neither tier nor contract says, and after that snapshots which a deletion makes. */
const defaultDays = 30;

/** What is kept of a tenant that has left. */
export interface Retention {
  /** For how many days all data is kept, from the day on which the end was asked for. */
  readonly days: number;
  /** For how many days a snapshot that the deletion makes may be kept after it. */
  readonly snapshotDays: number;
  /** Who says so, such as `the tier iaas/standard@2`. */
  readonly from: string;
}

/** The longest that the tiers of a tenant's subscriptions and its contract ask for. */
export function retentionOf(
  tiers: readonly TierManifest[],
  { retentionDays }: Pick<TenantManifest["spec"]["contract"], "retentionDays">,
): Retention {
  const ofTiers = tiers.map(({ metadata, spec: { retention } }): Retention => {
    const { days = defaultDays, snapshotDays = defaultDays } = retention ?? {};
    return { days, snapshotDays, from: `the tier ${metadata.service}/${formatTier(metadata)}` };
  });
  const all: readonly Retention[] = [
    ...(ofTiers.length === 0 ? [{ days: defaultDays, snapshotDays: defaultDays, from: "the default" }] : ofTiers),
    ...(retentionDays === undefined ? [] : [{ days: retentionDays, snapshotDays: 0, from: "the contract" }]),
  ];
  const longest = all.reduce((a, b) => (b.days > a.days ? b : a));
  return { ...longest, snapshotDays: Math.max(...all.map(({ snapshotDays }) => snapshotDays)) };
}

/** The terms by which retention runs. */
export type RetentionTerms = Pick<Offboarding, "requested" | "retainUntil" | "legalHold" | "provisioned">;

/** How many days of retention are left; a legal hold keeps as many as there were when it began. */
export function daysLeft({ requested, retainUntil, legalHold, provisioned }: RetentionTerms, today: string): number {
  if (!provisioned) return 0;
  const since = legalHold === undefined ? today : legalHold.since < today ? legalHold.since : today;
  const counted = since > requested ? since : requested;
  return Math.max(0, daysBetween(counted, retainUntil));
}

/** The first day on which what a tenant has may be deleted when its hold ends today: the days that were left then run on. */
export function retainUntilAfterHold(terms: RetentionTerms, today: string): string {
  const until = plusDays(today, daysLeft(terms, today));
  return until > terms.retainUntil ? until : terms.retainUntil;
}

/** Why nothing of a tenant that has left may be deleted today, in a sentence; undefined where it may. */
export function whyRetained(terms: RetentionTerms, today: string): string | undefined {
  const { legalHold, retainUntil, provisioned } = terms;
  if (legalHold !== undefined) {
    return `A legal hold of ${legalHold.by} stands since ${legalHold.since}: ${legalHold.reason}`;
  }
  if (!provisioned || today >= retainUntil) return undefined;
  const days = daysLeft(terms, today);
  return `Its data is kept until ${retainUntil}: ${counted(days, "day")} ${days === 1 ? "is" : "are"} left.`;
}
