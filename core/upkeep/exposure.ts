import type { Estate, EstateTenant } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import type { Exposure } from "../results/outdated.ts";
import { tierExposure } from "./tierExposure.ts";
import { versionExposure } from "./versionExposure.ts";
import { versionsOf } from "./versionsOf.ts";

/** What exposures are judged by. */
export interface ExposureTerms {
  /** The day, such as `2026-12-31`. */
  readonly today: string;
  /** Within how many days an end is near. */
  readonly within: number;
}

/** What is to be looked after, and how much is in order. */
export interface Exposures {
  /** What has ended first, the longest ago before all; then what ends, the soonest first; then the rest. */
  readonly exposures: readonly Exposure[];
  /** How many versions are supported for longer than was asked. */
  readonly supported: number;
}

const order: readonly Exposure["state"][] = ["ended", "ending", "deprecated", "unknown", "behind"];

/** The tier versions and the versions of products that tenants should leave. What an offboarded tenant had does not matter any more. */
export function exposuresOf(
  estate: Estate,
  tenants: readonly EstateTenant[],
  kinds: ServiceKinds,
  terms: ExposureTerms,
): Exposures {
  const found = tenants
    .filter(({ resolved }) => resolved.state !== "offboarded")
    .flatMap((tenant) =>
      tenant.resolved.subscriptions.flatMap((subscription, index) => [
        tierExposure(tenant, index, estate, terms),
        ...versionsOf(subscription, kinds).map((version) =>
          versionExposure({ tenant: tenant.resolved.id, subscription: subscription.name }, version, estate, terms),
        ),
      ]),
    );
  const exposures = found.filter((exposure) => exposure !== undefined).toSorted(compare);
  return { exposures, supported: found.length - exposures.length };
}

function compare(a: Exposure, b: Exposure): number {
  const rank = (exposure: Exposure): string =>
    [
      order.indexOf(exposure.state),
      exposure.lastDay ?? "9999-12-31",
      exposure.tenant,
      exposure.subscription,
      exposure.part,
    ].join(" ");
  return rank(a) < rank(b) ? -1 : 1;
}
