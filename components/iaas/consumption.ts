import type { Consumption, Usage } from "../../core/kinds/consumption.ts";
import type { Json } from "../../core/kinds/serviceKind.ts";
import { foundationConsumption } from "../foundation/consumption.ts";
import { assumed } from "../shared/consumed.ts";
import { plus, times } from "../shared/quantities.ts";
import { accessConsumption } from "./access/consumption.ts";
import { iaasAssumptions, type IaasUse } from "./assumptions.ts";
import { backupConsumption, type BackedUp } from "./backup/consumption.ts";
import type { IaasBundlePlan } from "./bundle.ts";
import { databaseConsumption, storageOf } from "./database/consumption.ts";
import { destinationsOf } from "./destinations.ts";
import { machinesConsumption, runningOf } from "./machines/consumption.ts";
import { networkConsumption } from "./network/consumption.ts";
import { recordedGib, storageConsumption } from "./storage/consumption.ts";

/** What a subscription of infrastructure uses in a month, part by part. */
export function consumption(bundle: Json, usage: Usage): Consumption[] {
  const plan = bundle as unknown as IaasBundlePlan;
  const { foundation, network, machines, access, backup } = plan;
  const use = assumed(iaasAssumptions, usage);
  const running = plus(...machines.map((group) => runningOf(group, use)));
  const { surroundings, things } = joined(plan, use);
  return [
    ...foundationConsumption(foundation, running, use),
    ...networkConsumption(network, running, use),
    ...machinesConsumption(plan, { network, destinations: destinationsOf(plan).length }, use),
    ...storageConsumption(plan, surroundings, use),
    ...databaseConsumption(plan, network, use),
    ...backupConsumption(backup, things, use),
    ...accessConsumption(access),
  ];
}

/** What parts have to know of each other: where storage is reached from, and what there is to back up. */
function joined(plan: IaasBundlePlan, use: IaasUse) {
  const { network, machines, buckets, volumes, fileSystems, databases } = plan;
  const zones = (role: "private" | "data"): number => network.subnets.filter((subnet) => subnet.role === role).length;
  const surroundings = {
    // File systems are in data subnets where there are any.
    mountZones: zones("data") > 0 ? zones("data") : zones("private"),
    loadBalancers: machines.filter(({ loadBalancer }) => loadBalancer !== undefined).length,
  };
  const things: BackedUp = {
    disks: plus(
      ...volumes.map(({ sizeGiB }) => sizeGiB),
      ...machines.map((group) => times(runningOf(group, use), group.rootVolumeGiB)),
    ),
    databases: plus(...databases.map(storageOf)),
    fileSystems: times(use.fileSystemGib, fileSystems.length),
    buckets: plus(times(use.bucketGib, buckets.length), recordedGib(plan, surroundings, use)),
  };
  return { surroundings, things };
}
