import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { AccessPrincipal } from "../../iaas/access/order.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import type { AccessPointOrder } from "../accessPoints/order.ts";
import { checkRoles } from "./check.ts";
import type { Right, RoleFeatures, RoleOrder } from "./order.ts";

/** One role, decided. */
export interface StorageRolePlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The name in IAM, unique in the account. */
  readonly roleName: string;
  readonly right: Right;
  readonly principal: AccessPrincipal;
  /** How long one session lasts at most, in seconds. */
  readonly maxSessionSeconds: number;
  /** Whether it reaches nothing but by access points. */
  readonly byAccessPoints: boolean;
}

/** An hour for the role that deletes versions, half a working day for the others; AWS takes one to twelve hours. */
const maxSessionSeconds: Readonly<Record<Right, number>> = { read: 4 * 3600, write: 4 * 3600, administer: 3600 };

/** The name in IAM of a role. */
export function roleNameOf(owner: PartContext["owner"], name: string): string {
  return physicalName(nameRules.iamRole, [...owner, "access", name]);
}

/** Decides every name of roles. There are none unless the tenant is active. */
export function planRoles(
  context: PartContext,
  order: RoleOrder & AccessPointOrder,
  features: RoleFeatures,
): PartPlan<readonly StorageRolePlan[]> {
  const problems = checkRoles(context, order, features);
  const bound = new Set(order.accessPoints.flatMap(({ roles }) => roles));
  const plan = order.roles.map(({ name, right, principal }): StorageRolePlan => ({
    name,
    roleName: roleNameOf(context.owner, name),
    right,
    principal,
    maxSessionSeconds: maxSessionSeconds[right],
    byAccessPoints: bound.has(name),
  }));
  return { plan: context.state === "active" ? plan : [], claims: [], problems };
}
