import type { Rule } from "../../rule.ts";
import { backupsAsSold } from "./backupsAsSold.ts";
import { belongsToSubscription } from "./belongsToSubscription.ts";
import { cellProtected } from "./cellProtected.ts";
import { clusterScopedOwn } from "./clusterScopedOwn.ts";
import { dataProtected } from "./dataProtected.ts";
import { dataResident } from "./dataResident.ts";
import { databasesAsSold } from "./databasesAsSold.ts";
import { endpointsAsSold } from "./endpointsAsSold.ts";
import { environmentsAsSold } from "./environmentsAsSold.ts";
import { flowLogsAsSold } from "./flowLogsAsSold.ts";
import { keyAsSold } from "./keyAsSold.ts";
import { knownTenant } from "./knownTenant.ts";
import { labelsOfSubscription } from "./labelsOfSubscription.ts";
import { labelsPresent } from "./labelsPresent.ts";
import { machinesGranted } from "./machinesGranted.ts";
import { namesOwn } from "./namesOwn.ts";
import { ownAccount } from "./ownAccount.ts";
import { ownNodes } from "./ownNodes.ts";
import { platformDatabasesAsSold } from "./platformDatabasesAsSold.ts";
import { platformGranted } from "./platformGranted.ts";
import { priorityAsSold } from "./priorityAsSold.ts";
import { providersBound } from "./providersBound.ts";
import { scalingAsSold } from "./scalingAsSold.ts";
import { spreadAsSold } from "./spreadAsSold.ts";
import { storageGranted } from "./storageGranted.ts";
import { subscriptionsPresent } from "./subscriptionsPresent.ts";
import { suspendedRunsNothing } from "./suspendedRunsNothing.ts";
import { tagsOfSubscription } from "./tagsOfSubscription.ts";
import { tagsPresent } from "./tagsPresent.ts";
import { waysOutAsSold } from "./waysOutAsSold.ts";
import { zonesAsSold } from "./zonesAsSold.ts";

/** Rules that hold what runs to what a tenant has ordered and bought, in the order of their ids. */
export const tenancyRules: readonly Rule[] = [
  backupsAsSold,
  belongsToSubscription,
  cellProtected,
  clusterScopedOwn,
  dataProtected,
  dataResident,
  databasesAsSold,
  endpointsAsSold,
  environmentsAsSold,
  flowLogsAsSold,
  keyAsSold,
  knownTenant,
  labelsOfSubscription,
  labelsPresent,
  machinesGranted,
  namesOwn,
  ownAccount,
  ownNodes,
  platformDatabasesAsSold,
  platformGranted,
  priorityAsSold,
  providersBound,
  scalingAsSold,
  spreadAsSold,
  storageGranted,
  subscriptionsPresent,
  suspendedRunsNothing,
  tagsOfSubscription,
  tagsPresent,
  waysOutAsSold,
  zonesAsSold,
];
