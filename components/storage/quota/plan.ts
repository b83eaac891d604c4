import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { FoundationPlan } from "../../foundation/plan.ts";
import type { PartContext } from "../../shared/partContext.ts";
import type { StorageRolePlan } from "../access/plan.ts";

/** What ends writing when the budget is used up, decided. */
export interface WriteStopPlan {
  readonly accountId: string;
  /** The budget whose action it is. */
  readonly budgetName: string;
  /** The policy that takes the right to write away. */
  readonly denyPolicyName: string;
  /** The policy that says what AWS Budgets may do, and bounds the role that it does it with. */
  readonly executionPolicyName: string;
  /** The role that AWS Budgets attaches with. */
  readonly executionRoleName: string;
  /** The roles, by their names in IAM, that stop writing. */
  readonly roleNames: readonly string[];
  /** Who is told; addresses, each once. */
  readonly subscribers: readonly string[];
}

/** Decides what ends writing. There is nothing to end where the tier has no quota, or no role writes. */
export function planWriteStop(
  { owner, cell }: PartContext,
  { budget }: FoundationPlan,
  roles: readonly StorageRolePlan[],
): WriteStopPlan | undefined {
  const roleNames = roles.filter(({ right }) => right !== "read").map(({ roleName }) => roleName);
  if (budget === undefined || roleNames.length === 0) return undefined;
  return {
    accountId: cell.accountId,
    budgetName: budget.budgetName,
    denyPolicyName: physicalName(nameRules.iamPolicy, [...owner, "quota", "reached"]),
    executionPolicyName: physicalName(nameRules.iamPolicy, [...owner, "quota"]),
    executionRoleName: physicalName(nameRules.iamRole, [...owner, "quota"]),
    roleNames,
    subscribers: budget.subscribers,
  };
}
