import type { Diagnostic, SourceLocation } from "../diagnostics/diagnostic.ts";
import { formatPath, type ValuePath } from "../documents/sourceMap.ts";
import type { Estate, EstateTenant } from "../estate/estate.ts";
import type { Json } from "../kinds/serviceKind.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { moveGraphOf, type MoveGraph } from "./moveGraph.ts";

/** Where a field stands, for diagnostics. */
export type Place = Required<Pick<Diagnostic, "field">> & { readonly where: SourceLocation };

/** A subscription as it should become, with what decides whether it may. */
export interface PlannedSubscription {
  readonly name: string;
  readonly service: string;
  readonly tier: { readonly name: string; readonly version: number };
  readonly cell: string;
  readonly bundle: Json;
  /** The manifest's word on its move. */
  readonly move: TenantManifest["spec"]["subscriptions"][number]["move"];
  readonly moves: MoveGraph;
  readonly places: { readonly service: Place; readonly tier: Place; readonly cell: Place; readonly spec: Place };
}

/** A tenant's subscriptions as they should become: plain, so that it can go where the stack is run. */
export interface MovePlan {
  /** The day on which it is to happen, such as `2026-12-31`. */
  readonly today: string;
  readonly contract: Pick<TenantManifest["spec"]["contract"], "start" | "billing">;
  readonly subscriptions: readonly PlannedSubscription[];
  /** Where the subscriptions stand in the manifest, for what is ordered no more. */
  readonly place: Place;
}

/** Gathers what {@link checkMoves} needs of a tenant and the catalogue. */
export function movePlanOf(tenant: EstateTenant, estate: Estate, today: string): MovePlan {
  const { contract, subscriptions } = tenant.resolved;
  const placeOf = (path: ValuePath): Place => ({
    field: formatPath(path),
    where: tenant.document.positions.value(path),
  });
  const tiers = estate.catalogue.map(({ manifest }) => manifest);
  return {
    today,
    contract: { start: contract.start, billing: contract.billing },
    subscriptions: subscriptions.map(({ name, service, tier, cell, bundle }, index) => {
      const place = (key: string): Place => placeOf(["spec", "subscriptions", index, key]);
      return {
        name,
        service,
        tier,
        cell: cell.id,
        bundle,
        move: tenant.manifest.spec.subscriptions[index]?.move,
        moves: moveGraphOf(tiers, service),
        places: placesOf(place),
      };
    }),
    get place() {
      return placeOf(["spec", "subscriptions"]);
    },
  };
}

/** A position costs a second parse of the manifest. It is looked up when it is asked for, or when the plan goes to another thread. */
function placesOf(place: (key: string) => Place): PlannedSubscription["places"] {
  return {
    get service() {
      return place("service");
    },
    get tier() {
      return place("tier");
    },
    get cell() {
      return place("cell");
    },
    get spec() {
      return place("spec");
    },
  };
}
