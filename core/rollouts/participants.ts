import type { EstateTenant } from "../estate/estate.ts";
import type { RolloutManifest } from "../schema/rollout.ts";
import type { TenantManifest } from "../schema/tenant.ts";

/** A tenant as a rollout sees it. */
export interface Participant {
  readonly id: string;
  readonly ring: TenantManifest["spec"]["ring"];
  readonly maintenance: TenantManifest["spec"]["maintenance"];
  /** It is not run; what it gets, it gets when it is resumed. */
  readonly suspended: boolean;
}

/**
 * The tenants that a rollout is of, today: those of its rings that follow its tier; of a rollout of code those who are on it, pinned or not.
 * Who is offboarded, or is on another tier by now, is left out.
 *
 * @returns in the order given.
 */
export function participantsOf(tenants: readonly EstateTenant[], { spec }: RolloutManifest): Participant[] {
  const isOn = ({ manifest }: EstateTenant): boolean =>
    manifest.spec.subscriptions.some(({ service, tier }) => {
      const [name, version] = tier.split("@");
      return (
        (spec.service === undefined || spec.service === service) &&
        (spec.tier === undefined || spec.tier === name) &&
        (spec.code === true || version === undefined)
      );
    });
  return tenants
    .filter(({ manifest }) => manifest.spec.state !== "offboarded" && spec.rings.includes(manifest.spec.ring))
    .filter(isOn)
    .map(({ manifest: { metadata, spec: tenant } }) => ({
      id: metadata.id,
      ring: tenant.ring,
      maintenance: tenant.maintenance,
      suspended: tenant.state === "suspended",
    }));
}

/** Pinned subscriptions of a rollout's tier, which stay where they are: the tenant, the subscription and its version. */
export function pinnedOf(
  tenants: readonly EstateTenant[],
  { spec }: RolloutManifest,
): { readonly tenant: string; readonly subscription: string; readonly version: number }[] {
  if (spec.code === true) return [];
  return tenants
    .filter(({ manifest }) => manifest.spec.state !== "offboarded")
    .flatMap(({ manifest }) =>
      manifest.spec.subscriptions.flatMap(({ name: subscription, service, tier }) => {
        const [name, version] = tier.split("@");
        if (service !== spec.service || name !== spec.tier || version === undefined) return [];
        return [{ tenant: manifest.metadata.id, subscription, version: Number(version) }];
      }),
    );
}
