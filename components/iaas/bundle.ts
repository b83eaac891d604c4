import type { NetworkPlan } from "./network/plan.ts";
import type { StoragePlan } from "./storage/plan.ts";

/** What an IaaS subscription renders, with every name and address decided; plain, so that it can be stored and compared. */
export interface IaasBundlePlan extends StoragePlan {
  readonly network: NetworkPlan;
  /** Parts with data that nothing protects, such as `buckets/assets`; absent when all are protected. */
  readonly unprotected?: readonly string[];
}
