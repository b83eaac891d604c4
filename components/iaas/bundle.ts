import type { FoundationPlan } from "../foundation/plan.ts";
import type { AccessPlan } from "./access/plan.ts";
import type { BackupPlan } from "./backup/plan.ts";
import type { DatabasesPlan } from "./database/plan.ts";
import type { MachinesPlan } from "./machines/plan.ts";
import type { NetworkPlan } from "./network/plan.ts";
import type { StoragePlan } from "./storage/plan.ts";

/** What an IaaS subscription renders, with every name and address decided; plain, so that it can be stored and compared. */
export interface IaasBundlePlan extends MachinesPlan, StoragePlan, DatabasesPlan {
  readonly foundation: FoundationPlan;
  readonly network: NetworkPlan;
  /** Absent where no roles are ordered, and unless the tenant is active. */
  readonly access?: AccessPlan;
  /** Absent where the tier has no backups. */
  readonly backup?: BackupPlan;
  /** Parts with data that nothing protects, such as `buckets/assets`; absent when all are protected. */
  readonly unprotected?: readonly string[];
}
