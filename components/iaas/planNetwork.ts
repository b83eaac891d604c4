import { nameRules } from "../../core/names/nameRules.ts";
import { physicalName } from "../../core/names/names.ts";
import type { AwsCell } from "../../core/schema/cell.ts";
import type { IaasBundlePlan, SubnetRole } from "./bundle.ts";
import type { Features } from "./features.ts";
import { layOutSubnets } from "./subnetLayout.ts";

/** Decides every name, address and way out of a network. `owner` is the tenant's id and the subscription's name. */
export function planNetwork(
  owner: readonly [tenantId: string, subscriptionName: string],
  cidr: string,
  cell: AwsCell,
  features: Features,
): IaasBundlePlan["network"] {
  const roles: SubnetRole[] = ["private"];
  if (features.natGateways !== "none") roles.push("public");
  if (features.dataSubnets) roles.push("data");
  const { serviceEndpoints: interfaces, flowLogs } = features;
  return {
    name: physicalName(nameRules.awsTagName, owner),
    cidr,
    subnets: layOutSubnets(cidr, cell.zones, features.zones, roles),
    natGateways: features.natGateways,
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
}

/** How many elastic addresses a network takes: one for each NAT gateway. */
export function elasticAddresses({ natGateways, subnets }: IaasBundlePlan["network"]): number {
  if (natGateways === "none") return 0;
  return natGateways === "one" ? 1 : subnets.filter(({ role }) => role === "public").length;
}
