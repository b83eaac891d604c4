import { prefixLength, subBlock } from "../../../core/network/cidrBlock.ts";
import type { SubnetPlan, SubnetRole } from "./plan.ts";

/** The most zones that a network is laid out for; each has its quarter of the network from the first day. */
export const maximumZones = 4;

/** The smallest subnet that AWS takes (Amazon VPC User Guide, "Subnet sizing"). */
const smallestPrefix = 28;

/** Whether a network of this prefix length can be laid out: AWS takes no larger one than a /16, and a /24 has the smallest subnets. */
export function hasSubnets(prefix: number): boolean {
  return prefix >= 16 && prefix <= 24;
}

/**
 * The subnets of a network over the first `count` of a cell's zones. Zone n owns the n-th quarter of the network: its first half is
 * the private subnet, and its second half begins with the public and the data subnet, an eighth of the quarter each (a /28 at
 * least), so that a quarter of the quarter stays free. Nothing depends on how many zones or which roles there are: adding
 * either never moves a subnet.
 *
 * @param cidr the network, /16 to /24.
 * @param roles which subnets each zone has.
 * @returns subnets in the order of the zones, and of the roles in each.
 * @throws RangeError when there are fewer zones than wanted or more than {@link maximumZones}.
 */
export function layOutSubnets(
  cidr: string,
  zones: readonly string[],
  count: number,
  roles: readonly SubnetRole[],
): SubnetPlan[] {
  if (count > zones.length || count > maximumZones) {
    throw new RangeError(
      `${String(count)} zones are wanted and ${String(Math.min(zones.length, maximumZones))} are there`,
    );
  }
  return zones.slice(0, count).flatMap((zone, index) =>
    roles.map((role) => ({
      name: `${role}-${zone.slice(-1)}`,
      role,
      cidr: blockOf(role, subBlock(cidr, prefixLength(cidr) + 2, index)),
      availabilityZone: zone,
    })),
  );
}

function blockOf(role: SubnetRole, quarter: string): string {
  const prefix = prefixLength(quarter);
  const half = (index: number): string => subBlock(quarter, prefix + 1, index);
  if (role === "private") return half(0);
  return subBlock(half(1), Math.min(prefix + 3, smallestPrefix), role === "public" ? 0 : 1);
}
