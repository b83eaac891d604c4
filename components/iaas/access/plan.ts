import { nameRules } from "../../../core/names/nameRules.ts";
import { commonBeginning, physicalName } from "../../../core/names/names.ts";
import { accountIsolation, type AccountIsolation } from "../../shared/ownAccount.ts";
import { databaseNamePrefix, logGroupPatterns } from "../../shared/ownNames.ts";
import { ownTagsOf, type OwnTags } from "../../shared/tagFilter.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import { checkAccess } from "./check.ts";
import { accessRoles, type AccessFeatures, type AccessOrder, type AccessPrincipal, type AccessRole } from "./order.ts";

/** One role, decided. */
export interface AccessRolePlan {
  readonly role: AccessRole;
  readonly roleName: string;
  /** How long one session lasts at most, in seconds. */
  readonly maxSessionSeconds: number;
}

/** What is the subscription's own, by the names and tags that policies know it by. */
export interface OwnResources {
  readonly accountId: string;
  readonly region: string;
  readonly tags: OwnTags;
  readonly bucketNamePrefix: string;
  readonly databaseNamePrefix: string;
  /** Patterns of the log groups' names. */
  readonly logGroups: readonly string[];
  /** The bucket of access logs, which nobody may change; absent where there is none. */
  readonly recordsBucketName?: string;
  /** The role that backups are restored with; absent where there are no backups. */
  readonly restoreRoleName?: string;
}

/** Roles for a tenant's people, with every name decided. */
export interface AccessPlan {
  readonly principal: AccessPrincipal;
  readonly isolation: AccountIsolation;
  /** In the order of what they may do. */
  readonly roles: readonly AccessRolePlan[];
  readonly own: OwnResources;
}

/** What of other parts access has to do with. */
export interface AccessSurroundings {
  /** The bucket of access logs; absent where there is none. */
  readonly recordsBucketName?: string | undefined;
  /** The role that backups are restored with; absent where there are no backups. */
  readonly restoreRoleName?: string | undefined;
}

/** An hour for the role that reads passwords, half a working day for the others; AWS takes one to twelve hours. */
const maxSessionSeconds: Readonly<Record<AccessRole, number>> = {
  "read-only": 4 * 3600,
  operator: 4 * 3600,
  admin: 3600,
};

/** Decides every name of roles for a tenant's people. There is no plan where none are ordered, or none may be taken: the tenant is not active. */
export function planAccess(
  context: PartContext,
  { access }: AccessOrder,
  features: AccessFeatures,
  { recordsBucketName, restoreRoleName }: AccessSurroundings,
): PartPlan<AccessPlan | undefined> {
  if (access === undefined) return { plan: undefined, claims: [], problems: [] };
  const problems = checkAccess(context, access, features);
  if (problems.length > 0 || context.state !== "active") return { plan: undefined, claims: [], problems };
  const { estateName, owner, cell } = context;
  const plan: AccessPlan = {
    principal: access.principal,
    isolation: accountIsolation(context),
    roles: accessRoles
      .filter((role) => access.roles.includes(role))
      .map((role) => ({
        role,
        roleName: physicalName(nameRules.iamRole, [...owner, "access", role]),
        maxSessionSeconds: maxSessionSeconds[role],
      })),
    own: {
      accountId: cell.accountId,
      region: cell.region,
      tags: ownTagsOf(owner),
      bucketNamePrefix: commonBeginning(nameRules.s3Bucket, [estateName, ...owner]).beginning,
      databaseNamePrefix: databaseNamePrefix(owner),
      logGroups: logGroupPatterns(owner),
      ...(recordsBucketName !== undefined && { recordsBucketName }),
      ...(restoreRoleName !== undefined && { restoreRoleName }),
    },
  };
  return { plan, claims: [], problems: [] };
}
