import { rolloutSchema, type RolloutManifest } from "../../core/schema/rollout.ts";
import type { Participant } from "../../core/rollouts/participants.ts";

/** A rollout of paas/standard from 1 to 2, with what is given in the place of its parts. */
export function rolloutOf(spec: object = {}, status: object = {}): RolloutManifest {
  return rolloutSchema.parse({
    apiVersion: "tenantry.dev/v1",
    kind: "Rollout",
    metadata: { name: "apps-2" },
    spec: { service: "paas", tier: "standard", from: 1, to: 2, ...spec },
    status,
  });
}

/** A tenant of a rollout whose window is Sundays from 2 to 4 in Berlin. */
export function participant(id: string, given: Partial<Participant> = {}): Participant {
  const maintenance = { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" };
  return { id, ring: "general", maintenance, suspended: false, ...given };
}
