import type { Rule } from "../../../core/policies/rule.ts";
import { boundaryPresent } from "./boundaryPresent.ts";
import { budgetActionBounded } from "./budgetActionBounded.ts";
import { noAdminManagedPolicies } from "./noAdminManagedPolicies.ts";
import { noEscalation } from "./noEscalation.ts";
import { noFullAdmin } from "./noFullAdmin.ts";
import { noUsers } from "./noUsers.ts";
import { noWildcardServices } from "./noWildcardServices.ts";
import { passRoleBounded } from "./passRoleBounded.ts";
import { trustClosed } from "./trustClosed.ts";
import { trustExternalId } from "./trustExternalId.ts";

/** The rules of identity, in the order of their ids. */
export const identityRules: readonly Rule[] = [
  boundaryPresent,
  budgetActionBounded,
  noAdminManagedPolicies,
  noEscalation,
  noFullAdmin,
  noUsers,
  noWildcardServices,
  passRoleBounded,
  trustClosed,
  trustExternalId,
];
