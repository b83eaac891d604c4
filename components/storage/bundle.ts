import type { FoundationPlan } from "../foundation/plan.ts";
import type { StorageRolePlan } from "./access/plan.ts";
import type { AccessPointPlan } from "./accessPoints/plan.ts";
import type { BucketsPlan } from "./buckets/plan.ts";
import type { WriteStopPlan } from "./quota/plan.ts";
import type { ReplicationPlan } from "./replication/plan.ts";

/** What a subscription of object storage renders, with every name decided; plain, so that it can be stored and compared. */
export interface StorageBundlePlan extends BucketsPlan {
  readonly foundation: FoundationPlan;
  /** Empty unless the tenant is active. */
  readonly roles: readonly StorageRolePlan[];
  /** Empty unless the tenant is active. */
  readonly accessPoints: readonly AccessPointPlan[];
  /** Absent where the tier does not replicate. */
  readonly replication?: ReplicationPlan;
  /** Absent where the tier has no quota, and where no role writes. */
  readonly writeStop?: WriteStopPlan;
  /** Parts with data that nothing protects, such as `buckets/assets`; absent when all are protected. */
  readonly unprotected?: readonly string[];
}
