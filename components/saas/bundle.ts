import { z } from "zod";

import type { Json } from "../../core/kinds/serviceKind.ts";
import type { PaasBundlePlan } from "../paas/bundle.ts";
import type { PoolTenantPlan } from "./pool/plan.ts";

/** A tenant with an application of its own: an environment of the platform's, in which the application finds its record. */
export interface OwnBundle extends PaasBundlePlan {
  readonly place: "own";
}

/** A tenant of a pool: what is the tenant's own beside all that the cell's stack has. */
export interface PoolBundle extends PoolTenantPlan {
  readonly place: "pool";
  /** Ids of parts with data whose protection is lifted. */
  readonly unprotected?: readonly string[];
}

/** What a subscription of an application renders; plain, so that it can be stored and compared. */
export type SaasBundle = OwnBundle | PoolBundle;

const placed = z.looseObject({ place: z.enum(["own", "pool"]) });

/** Where the tenant's data is: in a database of its own, or among others' rows. As every version of this kind has written it. */
export function placeOf(bundle: Json): SaasBundle["place"] {
  return placed.parse(bundle).place;
}
