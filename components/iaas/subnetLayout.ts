import { prefixLength, subBlock } from "../../core/network/cidrBlock.ts";
import type { SubnetPlan } from "./bundle.ts";

/** The most zones that a network is laid out for; each has its quarter of the network from the first day. */
export const maximumZones = 4;

/**
 * The private subnets of a network over the first `zones` of a cell's zones. Zone n owns the n-th quarter of the network
 * and its private subnet is the first half of it, so adding a zone never renumbers a subnet, and half of every quarter
 * stays free for public and data subnets.
 *
 * @param cidr the network, /16 to /24.
 * @throws RangeError when there are fewer zones than wanted or more than {@link maximumZones}.
 */
export function privateSubnets(cidr: string, zones: readonly string[], count: number): SubnetPlan[] {
  if (count > zones.length || count > maximumZones) {
    throw new RangeError(
      `${String(count)} zones are wanted and ${String(Math.min(zones.length, maximumZones))} are there`,
    );
  }
  const prefix = prefixLength(cidr);
  return zones.slice(0, count).map((zone, index) => ({
    name: `private-${zone.slice(-1)}`,
    cidr: subBlock(subBlock(cidr, prefix + 2, index), prefix + 3, 0),
    availabilityZone: zone,
  }));
}
