import type * as pulumi from "@pulumi/pulumi";

import { keyOf, type NetworkTies } from "../ties.ts";
import type { AccessLogs } from "./loadBalancer.ts";
import { MachineGroup } from "./machineGroup.ts";
import type { Destination, MachinesPlan } from "./plan.ts";

/** The names in the DNS of the ordered groups' load balancers, by the groups' names in the manifest. */
export function createMachines(
  { machines }: MachinesPlan,
  ties: NetworkTies,
  given: {
    readonly destinations: readonly Destination[];
    readonly accessLogs: AccessLogs | undefined;
  },
): Record<string, pulumi.Output<string>> {
  const { name, parent, tags, network, permissionsBoundary, logGroupArn } = ties;
  const { destinations, accessLogs } = given;
  const balanced = machines.flatMap((group) => {
    const { dnsName } = new MachineGroup(
      `${name}--${group.name}`,
      {
        group,
        vpcId: network.vpcId,
        privateSubnetIds: network.privateSubnetIds,
        publicSubnetIds: network.publicSubnetIds,
        destinations,
        permissionsBoundary,
        ...keyOf(ties),
        ...(logGroupArn !== undefined && { logGroupArn }),
        ...(accessLogs !== undefined && { accessLogs }),
        protect: ties.isProtected(`machines/${group.name}`),
        tags,
      },
      { parent },
    );
    return group.loadBalancer === undefined ? [] : [[group.name, dnsName] as const];
  });
  return Object.fromEntries(balanced);
}
