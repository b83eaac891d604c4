import type { Rule } from "../../../core/policies/rule.ts";
import { belongsToSubscription } from "./belongsToSubscription.ts";
import { cellProtected } from "./cellProtected.ts";
import { clusterScopedOwn } from "./clusterScopedOwn.ts";
import { dataProtected } from "./dataProtected.ts";
import { dataResident } from "./dataResident.ts";
import { knownTenant } from "./knownTenant.ts";
import { labelsOfSubscription } from "./labelsOfSubscription.ts";
import { labelsPresent } from "./labelsPresent.ts";
import { namesOwn } from "./namesOwn.ts";
import { ownAccount } from "./ownAccount.ts";
import { providersBound } from "./providersBound.ts";
import { subscriptionsPresent } from "./subscriptionsPresent.ts";
import { suspendedRunsNothing } from "./suspendedRunsNothing.ts";
import { tagsOfSubscription } from "./tagsOfSubscription.ts";
import { tagsPresent } from "./tagsPresent.ts";

/** Rules that hold what runs to what a tenant has ordered and bought, in the order of their ids. */
export const tenancyRules: readonly Rule[] = [
  belongsToSubscription,
  cellProtected,
  clusterScopedOwn,
  dataProtected,
  dataResident,
  knownTenant,
  labelsOfSubscription,
  labelsPresent,
  namesOwn,
  ownAccount,
  providersBound,
  subscriptionsPresent,
  suspendedRunsNothing,
  tagsOfSubscription,
  tagsPresent,
];
