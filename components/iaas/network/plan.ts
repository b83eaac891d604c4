import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import { contains, prefixLength } from "../../../core/network/cidrBlock.ts";
import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import type { NetworkFeatures, NetworkOrder } from "./order.ts";
import { hasSubnets, layOutSubnets } from "./subnetLayout.ts";

/** What a subnet is for: machines, ways in and out, or data that nothing outside the network reaches. */
export type SubnetRole = "private" | "public" | "data";

/** One subnet, decided: where it lies and what addresses it has. */
export interface SubnetPlan {
  /** `private-a`: role and zone letter; part of the resource's name. */
  readonly name: string;
  readonly role: SubnetRole;
  readonly cidr: string;
  readonly availabilityZone: string;
}

/** A network, with every name and address decided. */
export interface NetworkPlan {
  /** The VPC's Name tag. */
  readonly name: string;
  readonly cidr: string;
  readonly subnets: readonly SubnetPlan[];
  /** How private subnets reach the internet; needs public subnets unless `none`. */
  readonly natGateways: "none" | "one" | "per-zone";
  /** Whether the subnets' borders filter too; absent where the tier has no such lists. */
  readonly networkAcls?: true;
  /** Ways to AWS services inside the network; absent where the tier has none. */
  readonly serviceEndpoints?: { readonly region: string; readonly interfaces: readonly string[] };
  /** Where all traffic is recorded; absent where the tier does not. */
  readonly flowLogs?: {
    readonly logGroupName: string;
    readonly retentionDays: number;
    readonly roleName: string;
    readonly accountId: string;
  };
}

/**
 * Decides every name, address and way out of a network.
 *
 * @param publicSubnets whether something beside NAT gateways needs public subnets, such as a load balancer.
 */
export function planNetwork(
  context: PartContext,
  { cidr }: NetworkOrder,
  features: NetworkFeatures,
  publicSubnets: boolean,
): PartPlan<NetworkPlan | undefined> {
  const problems = checkNetwork(cidr, context, features);
  if (problems.length > 0) return { plan: undefined, claims: [], problems };
  const { owner, cell } = context;
  const roles: SubnetRole[] = ["private"];
  if (publicSubnets || features.natGateways !== "none") roles.push("public");
  if (features.dataSubnets) roles.push("data");
  const { serviceEndpoints: interfaces, flowLogs, natGateways } = features;
  const plan: NetworkPlan = {
    name: physicalName(nameRules.awsTagName, owner),
    cidr,
    subnets: layOutSubnets(cidr, cell.zones, features.zones, roles),
    natGateways,
    ...(features.networkAcls && { networkAcls: true }),
    ...(interfaces !== undefined && { serviceEndpoints: { region: cell.region, interfaces } }),
    ...(flowLogs !== undefined && {
      flowLogs: {
        logGroupName: physicalName(nameRules.logGroup, [...owner, "flows"]),
        retentionDays: flowLogs.retentionDays,
        roleName: physicalName(nameRules.iamRole, [...owner, "flows"]),
        accountId: cell.accountId,
      },
    }),
  };
  const path = ["network"];
  const elasticIps = natGateways === "none" ? 0 : natGateways === "one" ? 1 : features.zones;
  return {
    plan,
    claims: [
      { type: "network", scope: `cell/${cell.id}`, value: cidr, path: ["network", "cidr"] },
      { type: "capacity", resource: "vpcs", amount: 1, path },
      { type: "capacity", resource: "elasticIps", amount: elasticIps, path },
    ],
    problems: [],
  };
}

function checkNetwork(cidr: string, { cell }: PartContext, features: NetworkFeatures): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const path = ["network", "cidr"];
  const prefix = prefixLength(cidr);
  if (!hasSubnets(prefix)) {
    problems.push({
      concern: "network",
      path,
      message: `The network ${cidr} is a /${String(prefix)}.`,
      allowed: "/16 to /24: AWS takes no larger VPC, and no subnet smaller than /28",
    });
  } else if (!contains(cell.supernet, cidr)) {
    problems.push({
      concern: "network",
      path,
      message: `The network ${cidr} is not inside ${cell.supernet}, the range of the cell "${cell.id}".`,
      fix: `Choose a network inside ${cell.supernet}.`,
    });
  }
  if (features.zones > cell.zones.length) {
    problems.push({
      concern: "network",
      path: ["network"],
      message: `The tier spans ${String(features.zones)} zones and the cell "${cell.id}" has ${String(cell.zones.length)}.`,
      fix: "Choose a cell with more zones, or another tier.",
    });
  }
  return problems;
}
