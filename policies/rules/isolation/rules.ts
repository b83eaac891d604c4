import type { Rule } from "../../../core/policies/rule.ts";
import { accountsWithoutTokens } from "./accountsWithoutTokens.ts";
import { admissionBound } from "./admissionBound.ts";
import { admissionComplete } from "./admissionComplete.ts";
import { admissionFailsClosed } from "./admissionFailsClosed.ts";
import { bindingSubjects } from "./bindingSubjects.ts";
import { capabilitiesDropped } from "./capabilitiesDropped.ts";
import { containerDefaults } from "./containerDefaults.ts";
import { containerResources } from "./containerResources.ts";
import { databaseResources } from "./databaseResources.ts";
import { databaseSuperuser } from "./databaseSuperuser.ts";
import { databaseTls } from "./databaseTls.ts";
import { disruptionBudgets } from "./disruptionBudgets.ts";
import { hostsOwn } from "./hostsOwn.ts";
import { imagesFromRegistries } from "./imagesFromRegistries.ts";
import { imagesPinned } from "./imagesPinned.ts";
import { listenersBounded } from "./listenersBounded.ts";
import { listenersEncrypted } from "./listenersEncrypted.ts";
import { namespaceClosed } from "./namespaceClosed.ts";
import { networkEgressNarrow } from "./networkEgressNarrow.ts";
import { networkIngressNarrow } from "./networkIngressNarrow.ts";
import { noClusterWideRoles } from "./noClusterWideRoles.ts";
import { noHostNamespaces } from "./noHostNamespaces.ts";
import { noHostPorts } from "./noHostPorts.ts";
import { noMountedTokens } from "./noMountedTokens.ts";
import { noPrivilegeEscalation } from "./noPrivilegeEscalation.ts";
import { noPrivilegedContainers } from "./noPrivilegedContainers.ts";
import { ownNamespace } from "./ownNamespace.ts";
import { ownServiceAccount } from "./ownServiceAccount.ts";
import { plainRequestsRedirected } from "./plainRequestsRedirected.ts";
import { podSecurityEnforced } from "./podSecurityEnforced.ts";
import { prioritiesBounded } from "./prioritiesBounded.ts";
import { probesPresent } from "./probesPresent.ts";
import { quotasComplete } from "./quotasComplete.ts";
import { readOnlyRootFilesystem } from "./readOnlyRootFilesystem.ts";
import { rolesKeepBounds } from "./rolesKeepBounds.ts";
import { rolesSecrets } from "./rolesSecrets.ts";
import { rolesWithoutEscalation } from "./rolesWithoutEscalation.ts";
import { rolesWithoutWildcards } from "./rolesWithoutWildcards.ts";
import { routesOwn } from "./routesOwn.ts";
import { runsAsNonRoot } from "./runsAsNonRoot.ts";
import { seccompProfile } from "./seccompProfile.ts";
import { servicesInternal } from "./servicesInternal.ts";
import { volumeTypes } from "./volumeTypes.ts";
import { volumesEncrypted } from "./volumesEncrypted.ts";
import { volumesKept } from "./volumesKept.ts";
import { waysInShared } from "./waysInShared.ts";

/** Rules that keep tenants of a shared cluster apart, in the order of their ids. */
export const isolationRules: readonly Rule[] = [
  accountsWithoutTokens,
  admissionBound,
  admissionComplete,
  admissionFailsClosed,
  bindingSubjects,
  capabilitiesDropped,
  containerDefaults,
  containerResources,
  databaseResources,
  databaseSuperuser,
  databaseTls,
  disruptionBudgets,
  hostsOwn,
  imagesFromRegistries,
  imagesPinned,
  listenersBounded,
  listenersEncrypted,
  namespaceClosed,
  networkEgressNarrow,
  networkIngressNarrow,
  noClusterWideRoles,
  noHostNamespaces,
  noHostPorts,
  noMountedTokens,
  noPrivilegeEscalation,
  noPrivilegedContainers,
  ownNamespace,
  ownServiceAccount,
  plainRequestsRedirected,
  podSecurityEnforced,
  prioritiesBounded,
  probesPresent,
  quotasComplete,
  readOnlyRootFilesystem,
  rolesKeepBounds,
  rolesSecrets,
  rolesWithoutEscalation,
  rolesWithoutWildcards,
  routesOwn,
  runsAsNonRoot,
  seccompProfile,
  servicesInternal,
  volumeTypes,
  volumesEncrypted,
  volumesKept,
  waysInShared,
];
