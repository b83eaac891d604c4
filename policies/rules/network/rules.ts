import type { Rule } from "../../../core/policies/rule.ts";
import { aclNoAdminPorts } from "./aclNoAdminPorts.ts";
import { defaultSecurityGroupClosed } from "./defaultSecurityGroupClosed.ts";
import { defaultSecurityGroupManaged } from "./defaultSecurityGroupManaged.ts";
import { egressBounded } from "./egressBounded.ts";
import { interfaceEndpointsInside } from "./interfaceEndpointsInside.ts";
import { noOpenAdminPorts } from "./noOpenAdminPorts.ts";
import { noPeering } from "./noPeering.ts";
import { noPublicIpv6 } from "./noPublicIpv6.ts";
import { noPublicSubnet } from "./noPublicSubnet.ts";
import { privateRange } from "./privateRange.ts";
import { publicPorts } from "./publicPorts.ts";

/** The rules of network, in the order of their ids. */
export const networkRules: readonly Rule[] = [
  aclNoAdminPorts,
  defaultSecurityGroupClosed,
  defaultSecurityGroupManaged,
  egressBounded,
  interfaceEndpointsInside,
  noOpenAdminPorts,
  noPeering,
  noPublicIpv6,
  noPublicSubnet,
  privateRange,
  publicPorts,
];
