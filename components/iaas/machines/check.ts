import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { prefixLength } from "../../../core/network/cidrBlock.ts";
import { hasSubnets, layOutSubnets } from "../network/subnetLayout.ts";
import type { PartContext } from "../../shared/partContext.ts";
import { maximumOf, sizeOf, type MachineGroupOrder, type MachinesFeatures, type MachinesOrder } from "./order.ts";

/** The smallest subnet of a load balancer (User Guide for Application Load Balancers, "Subnets for your load balancer"). */
const longestBalancerPrefix = 27;

/** Addresses of a subnet that AWS keeps (Amazon VPC User Guide, "Subnet CIDR blocks"). */
const reservedAddresses = 5;

/** Everything that is wrong with an order of machines. */
export function checkMachines(
  context: PartContext,
  { machines }: MachinesOrder,
  features: MachinesFeatures,
  cidr: string,
): PlanProblem[] {
  const names = machines.map(({ name }) => name);
  return [
    ...machines.flatMap((group, index) => [
      ...(names.indexOf(group.name) === index ? [] : [orderedTwice(group, index)]),
      ...checkSize(group, index, features),
      ...checkMaximum(group, index, features),
      ...checkLoadBalancer(context, group, index, features),
    ]),
    ...checkRoom(context, machines, cidr),
  ];
}

function orderedTwice({ name }: MachineGroupOrder, index: number): PlanProblem {
  return {
    concern: "name",
    path: ["machines", index, "name"],
    message: `The machines "${name}" are ordered twice.`,
    fix: "Rename or remove one of the two.",
  };
}

function checkSize({ size }: MachineGroupOrder, index: number, { machineSizes }: MachinesFeatures): PlanProblem[] {
  if (sizeOf(machineSizes, size) !== undefined) return [];
  const allowed = Object.keys(machineSizes).join(", ");
  return [
    {
      concern: "tier",
      path: ["machines", index, "size"],
      message: `The tier has no machines of the size "${size}".`,
      ...(allowed === "" ? { fix: "The tier has no machines: choose another tier, or order none." } : { allowed }),
    },
  ];
}

function checkMaximum(group: MachineGroupOrder, index: number, { scaling }: MachinesFeatures): PlanProblem[] {
  const { name, count } = group;
  const maximum = maximumOf(group);
  const path = ["machines", index, "maximum"];
  if (maximum < count) {
    const message = `The machines "${name}" are ${String(count)}, which is more than their maximum of ${String(maximum)}.`;
    return [{ concern: "tier", path, message, fix: `Order at most ${String(maximum)}, or raise the maximum.` }];
  }
  if (scaling !== undefined || maximum === count) return [];
  return [
    {
      concern: "tier",
      path,
      message: `The tier does not scale, and the machines "${name}" would grow from ${String(count)} to ${String(maximum)}.`,
      fix: `Leave the maximum out, order ${String(maximum)} machines, or choose a tier that scales.`,
    },
  ];
}

function checkLoadBalancer(
  { cell, zones }: PartContext,
  { name, image, loadBalancer }: MachineGroupOrder,
  index: number,
  { loadBalancers }: MachinesFeatures,
): PlanProblem[] {
  if (loadBalancer === undefined) return [];
  const path = ["machines", index, "loadBalancer"];
  const problems: PlanProblem[] = [];
  if (loadBalancers === undefined) {
    problems.push({
      concern: "tier",
      path,
      message: `The tier has no load balancers, and the machines "${name}" would have one.`,
      fix: "Order the machines without one, or choose a tier that has load balancers.",
    });
  } else if (zones.length < 2) {
    problems.push({
      concern: "tier",
      path,
      message: `The tier spans one zone, and the load balancer of "${name}" needs two.`,
      fix: "Order the machines without one, or choose a tier of two zones.",
    });
  }
  if (image === undefined) {
    problems.push({
      concern: "tier",
      path: ["machines", index, "image"],
      message:
        `The machines "${name}" run Amazon Linux as it comes, where nothing answers on port ${String(loadBalancer.port)}: ` +
        `behind a load balancer AWS would take each for failed and replace it for ever.`,
      fix: "Name an image that answers there.",
    });
  }
  const [, , , region, account] = loadBalancer.certificateArn.split(":");
  if (region !== cell.region || account !== cell.accountId) {
    problems.push({
      concern: "cell",
      path: [...path, "certificateArn"],
      message: `The certificate ${loadBalancer.certificateArn} is not of the account and region of the cell "${cell.id}".`,
      allowed: `arn:aws:acm:${cell.region}:${cell.accountId}:certificate/…`,
      fix: "Request or import the certificate there.",
    });
  }
  return problems;
}

/** Load balancers that the internet reaches lie in public subnets, the smallest ones of a network; machines in private ones. */
function checkRoom({ cell, zones }: PartContext, machines: readonly MachineGroupOrder[], cidr: string): PlanProblem[] {
  const prefix = prefixLength(cidr);
  // The network's own plan refuses it.
  if (!hasSubnets(prefix)) return [];
  const prefixOf = (role: "private" | "public"): number =>
    Math.max(...layOutSubnets(cidr, cell.zones, zones.length, [role]).map((subnet) => prefixLength(subnet.cidr)));
  const problem = (message: string, allowed: string): PlanProblem => {
    return { concern: "network", path: ["network", "cidr"], message, allowed };
  };
  const problems: PlanProblem[] = [];
  const ordered = machines.reduce((sum, group) => sum + maximumOf(group), 0);
  const room = zones.length * (2 ** (32 - prefixOf("private")) - reservedAddresses);
  if (ordered > room) {
    const message = `The private subnets of ${cidr} have ${String(room)} addresses, and up to ${String(ordered)} machines are ordered.`;
    problems.push(problem(message, "a network with an address for each machine, or fewer machines"));
  }
  const group = machines.find(({ loadBalancer }) => loadBalancer?.internal === false);
  if (group !== undefined && prefixOf("public") > longestBalancerPrefix) {
    const message = `The public subnets of ${cidr} are /${String(prefixOf("public"))}, too small for the load balancer of "${group.name}".`;
    const allowed = `a network with public subnets of /${String(longestBalancerPrefix)} or larger, such as a /22`;
    problems.push(problem(message, allowed));
  }
  return problems;
}
