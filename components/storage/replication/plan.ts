import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import type { AnyStorageClass } from "../buckets/storageClasses.ts";
import type { ReplicationFeatures } from "./order.ts";

/** How buckets are replicated, decided. */
export interface ReplicationPlan {
  /** The account that the buckets and their replicas belong to. */
  readonly accountId: string;
  /** The region that the replicas lie in. */
  readonly region: string;
  /** The role that S3 replicates with. */
  readonly roleName: string;
  readonly storageClass: AnyStorageClass;
}

/** Decides where replicas lie, and who writes them. There is no plan where the tier does not replicate, or cannot here. */
export function planReplication(
  context: PartContext,
  { replication }: ReplicationFeatures,
): PartPlan<ReplicationPlan | undefined> {
  if (replication === undefined) return { plan: undefined, claims: [], problems: [] };
  const { owner, cell } = context;
  const { copyRegion: region } = cell;
  const problems = checkRegion(context);
  if (region === undefined || problems.length > 0) return { plan: undefined, claims: [], problems };
  const plan: ReplicationPlan = {
    accountId: cell.accountId,
    region,
    roleName: physicalName(nameRules.iamRole, [...owner, "replication"]),
    storageClass: replication.storageClass,
  };
  return { plan, claims: [], problems: [] };
}

/** Why the cell has no place for replicas of the tenant's data. */
function checkRegion({ cell, residency }: PartContext): PlanProblem[] {
  const at = { concern: "cell", path: [] } as const;
  const { id, region, copyRegion } = cell;
  if (copyRegion === undefined || copyRegion === region) {
    const which = copyRegion === undefined ? "has no region for them" : `has its own, ${region}, for them`;
    const message = `The tier replicates buckets into another region, and the cell "${id}" ${which}.`;
    return [{ ...at, message, fix: "Set the cell's copyRegion, or choose a cell that has one." }];
  }
  if (residency === undefined || residency.regions.includes(copyRegion)) return [];
  return [
    {
      ...at,
      message: `The tier replicates buckets into ${copyRegion}, the copyRegion of the cell "${id}", where data of this tenant may not be: it has to stay under the jurisdiction "${residency.jurisdiction}".`,
      allowed: residency.regions.join(", "),
      fix: "Choose a cell with a copyRegion among these, or a tier without replication.",
    },
  ];
}
