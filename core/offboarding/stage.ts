import type { Offboarding } from "../schema/offboarding.ts";

/**
 * How far the end of a tenant has come.
 *
 * - stopping: something still runs as it did, or a run did not end well; the next `up` stops it
 * - retained: nothing runs, and the data is kept until its day
 * - held: as retained, and a legal hold keeps the day from coming
 * - due: it may be deleted; nobody has approved it yet
 * - purging: deleting is approved, and has not been proven
 * - purged: nothing is left but what the certificate names
 */
export const offboardingStages = ["stopping", "retained", "held", "due", "purging", "purged"] as const;

/** One of {@link offboardingStages}. */
export type OffboardingStage = (typeof offboardingStages)[number];

/** What there is of a tenant. */
export interface TenantFacts {
  /** By its stack's state: nothing, what should be there, or something else. */
  readonly runs: "nothing" | "as-agreed" | "otherwise";
  /** Whether a certificate says that it was deleted. */
  readonly certified: boolean;
}

/**
 * The stage of a tenant that has left.
 *
 * @param today as `2026-12-31`.
 */
export function stageOf(offboarding: Offboarding, { runs, certified }: TenantFacts, today: string): OffboardingStage {
  if (offboarding.purge !== undefined) return certified && runs === "nothing" ? "purged" : "purging";
  if (runs === "otherwise") return "stopping";
  if (offboarding.legalHold !== undefined) return "held";
  return !offboarding.provisioned || today >= offboarding.retainUntil ? "due" : "retained";
}

/** Whether nothing of a tenant is rendered any more, because it is being deleted or never was there. */
export function rendersNothing(offboarding: Offboarding | undefined): boolean {
  return offboarding !== undefined && (offboarding.purge !== undefined || !offboarding.provisioned);
}
