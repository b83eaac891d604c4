import type { ApplicationsPlan } from "./applications/plan.ts";
import type { DatabasesPlan } from "./database/plan.ts";
import type { EnvironmentsPlan } from "./environment/plan.ts";
import type { RoutesPlan } from "./routes/plan.ts";

/** What a PaaS subscription renders, with every name and bound decided; plain, so that it can be stored and compared. */
export interface PaasBundlePlan extends EnvironmentsPlan, ApplicationsPlan, RoutesPlan, DatabasesPlan {
  /** Ids of parts with data whose protection is lifted. */
  readonly unprotected?: readonly string[];
}
