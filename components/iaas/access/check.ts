import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { commonBeginning } from "../../../core/names/names.ts";
import { accountIsolation } from "../../shared/ownAccount.ts";
import type { PartContext } from "../../shared/partContext.ts";
import type { AccessFeatures, AccessOrder, AccessPrincipal } from "./order.ts";

/** A random UUID without hyphens has 32 characters; half of one cannot be guessed either. */
const shortestExternalId = 16;

/** All that is wrong with an order of access. */
export function checkAccess(
  context: PartContext,
  { principal, roles }: NonNullable<AccessOrder["access"]>,
  { accessRoles }: AccessFeatures,
): PlanProblem[] {
  return [
    ...roles.flatMap((role, index): PlanProblem[] => {
      const path = ["access", "roles", index];
      if (roles.indexOf(role) !== index) {
        const message = `The role "${role}" is ordered twice.`;
        return [{ concern: "name", path, message, fix: "Remove one of the two." }];
      }
      if (accessRoles.includes(role)) return [];
      const allowed = accessRoles.length === 0 ? "none" : accessRoles.join(", ");
      const fix = "Order a role that the tier has, or choose another tier.";
      return [{ concern: "tier", path, message: `The tier does not have the role "${role}".`, allowed, fix }];
    }),
    ...checkPrincipal(context, principal, ["access", "principal"]),
    ...checkBucketNames(context, ["access"]),
  ];
}

/**
 * All that is wrong with where those come from who take a role.
 *
 * @param at its place in the spec.
 */
export function checkPrincipal(
  context: PartContext,
  principal: AccessPrincipal,
  at: PlanProblem["path"],
): PlanProblem[] {
  return principal.type === "account" ? checkAccount(context, principal, at) : checkProvider(context, principal, at);
}

type PrincipalOf<Type extends AccessPrincipal["type"]> = Extract<AccessPrincipal, { type: Type }>;

function checkAccount(
  { cell, owner: [tenantId] }: PartContext,
  { accountId, externalId }: PrincipalOf<"account">,
  at: PlanProblem["path"],
): PlanProblem[] {
  const path = (field: string): PlanProblem["path"] => [...at, field];
  const problems: PlanProblem[] = [];
  if (accountId === cell.accountId) {
    problems.push({
      concern: "cell",
      path: path("accountId"),
      message: `The account ${accountId} is the one that the cell "${cell.id}" is.`,
      allowed: "an account of the customer's; roles are for people from outside the cell",
      fix: "Name the account that the tenant's people sign in to.",
    });
  }
  if (externalId.length < shortestExternalId || externalId === tenantId) {
    problems.push({
      concern: "name",
      path: path("externalId"),
      message:
        externalId === tenantId
          ? `The external id "${externalId}" is the tenant's id, which others know.`
          : `The external id "${externalId}" has ${String(externalId.length)} characters, and can be guessed.`,
      allowed: `at least ${String(shortestExternalId)} characters that nobody can guess`,
      fix: "Make up a random one, such as a UUID, for this tenant alone.",
    });
  }
  return problems;
}

function checkProvider(
  context: PartContext,
  { providerArn }: PrincipalOf<"saml">,
  at: PlanProblem["path"],
): PlanProblem[] {
  const { cell, owner } = context;
  const [tenantId] = owner;
  const path = [...at, "providerArn"];
  const [, , , , account, name = ""] = providerArn.split(/:(?:saml-provider\/)?/);
  if (account !== cell.accountId) {
    return [
      {
        concern: "cell",
        path,
        message: `The identity provider ${providerArn} is not in the account ${cell.accountId} of the cell "${cell.id}".`,
        allowed: "a provider of the account that the roles are in",
        fix: `Create the provider in the account ${cell.accountId}, and name it here.`,
      },
    ];
  }
  if (accountIsolation(context) === "silo" || name === tenantId || name.startsWith(`${tenantId}--`)) return [];
  return [
    {
      concern: "name",
      path,
      message: `The identity provider "${name}" lies in an account that tenants share, and its name does not say that it is the tenant's.`,
      allowed: `${tenantId}, or a name that begins with ${tenantId}--`,
      fix: "Create the provider under such a name, and name it here.",
    },
  ];
}

/**
 * In a shared account roles know the tenant's buckets by how their names begin, which must not be how a neighbour's do.
 *
 * @param path the place in the spec that orders roles.
 */
export function checkBucketNames(context: PartContext, path: PlanProblem["path"]): PlanProblem[] {
  const { estateName, owner } = context;
  const [tenantId] = owner;
  const { beginning, own } = commonBeginning(nameRules.s3Bucket, [estateName, tenantId]);
  if (own || accountIsolation(context) === "silo") return [];
  return [
    {
      concern: "name",
      path,
      message: `The names of the tenant's buckets are cut to begin with "${beginning}", and so might a neighbour's in the shared account.`,
      allowed: "ids short enough that the estate's name and the tenant's id stand whole in the names of buckets",
      fix: "Order access of a tier with an account of the tenant's own.",
    },
  ];
}
