import type { PlanInput, PlanProblem } from "../../core/kinds/serviceKind.ts";
import { checkUnprotected } from "../shared/unprotected.ts";
import type { SaasOrder } from "./order.ts";

/** The id of a tenant's rows in a pool, by which protection is lifted. */
export const poolData = "data";

/** Finds what is to be unprotected in a pool and is not there. */
export function checkPoolUnprotected({ spec }: Pick<PlanInput<SaasOrder, unknown, unknown>, "spec">): PlanProblem[] {
  return checkUnprotected(spec.unprotected, [poolData]);
}
