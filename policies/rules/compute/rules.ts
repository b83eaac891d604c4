import type { Rule } from "../../../core/policies/rule.ts";
import { disksEncrypted } from "./disksEncrypted.ts";
import { groupFromTemplate } from "./groupFromTemplate.ts";
import { groupHealthChecked } from "./groupHealthChecked.ts";
import { listenerTls } from "./listenerTls.ts";
import { listenerTlsPolicy } from "./listenerTlsPolicy.ts";
import { loadBalancerDropsInvalidHeaders } from "./loadBalancerDropsInvalidHeaders.ts";
import { loadBalancerZones } from "./loadBalancerZones.ts";
import { machineRole } from "./machineRole.ts";
import { metadataByToken } from "./metadataByToken.ts";
import { metadataHopLimit } from "./metadataHopLimit.ts";
import { monitored } from "./monitored.ts";
import { noElasticAddress } from "./noElasticAddress.ts";
import { noKeyPair } from "./noKeyPair.ts";
import { noPublicAddress } from "./noPublicAddress.ts";
import { notInPublicSubnets } from "./notInPublicSubnets.ts";

/** The rules of compute, in the order of their ids. */
export const computeRules: readonly Rule[] = [
  disksEncrypted,
  groupFromTemplate,
  groupHealthChecked,
  listenerTls,
  listenerTlsPolicy,
  loadBalancerDropsInvalidHeaders,
  loadBalancerZones,
  machineRole,
  metadataByToken,
  metadataHopLimit,
  monitored,
  noElasticAddress,
  noKeyPair,
  noPublicAddress,
  notInPublicSubnets,
];
