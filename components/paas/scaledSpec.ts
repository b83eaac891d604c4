import type { Json, SamplePlace, TierOffer } from "../../core/kinds/serviceKind.ts";
import { wholeShare } from "../shared/wholeShare.ts";
import { leastOfPod } from "./applications/order.ts";
import { largestDatabaseGiB } from "./database/order.ts";
import type { PaasEntitlements, PaasFeatures } from "./kind.ts";

/**
 * An order of about so many per cent of each thing that a tier grants. What a tier grants of processors, memory and disk is set aside
 * whole for whoever orders it: how many of the apps, hosts and databases are used does not change that. No app has more than one
 * container may, and no database more than an order may have.
 */
export function scaledSpec(
  { entitlements, features }: TierOffer<PaasEntitlements, PaasFeatures>,
  { cell, domain }: SamplePlace,
  percent: number,
): Json {
  const environments = names("env", wholeShare(entitlements.environments, percent));
  const hasVolumes = cell.target === "kubernetes" && cell.volumes !== undefined;
  const perEnvironment = (granted: number): number => Math.floor((granted * percent) / 100 / environments.length);
  // Each app runs in one environment; an update brings one pod more for a while.
  const room = environments.length * Math.floor(entitlements.pods / environments.length / 2);
  const count = Math.min(wholeShare(entitlements.apps, percent), room);
  const together = Math.max(1, Math.ceil(count / environments.length));
  const perApp = (granted: number, atLeast: number, atMost = Infinity): number =>
    Math.min(atMost, Math.max(atLeast, Math.floor(perEnvironment(granted) / 2 / together)));
  const { containerMaximum: container } = features;
  const most = container && { vcpuMillis: container.vcpu * 1000, memoryMiB: container.memoryGiB * 1024 };
  const volumeGiB = hasVolumes ? perEnvironment(entitlements.storageGiB) : 0;
  const apps = names("app", count).map((name, index) => ({
    name,
    image: `registry.${domain}/${name}:1.0.0`,
    port: 8080,
    vcpu: perApp(entitlements.vcpu * 1000, leastOfPod.vcpuMillis, most?.vcpuMillis) / 1000,
    memoryMiB: perApp(entitlements.memoryGiB * 1024, leastOfPod.memoryMiB, most?.memoryMiB),
    environments: [environments[index % environments.length] ?? ""],
    ...(index < environments.length && volumeGiB > 0 && { volume: { path: "/var/lib/app", sizeGiB: volumeGiB } }),
  }));
  const hosts = apps.length === 0 ? [] : names("host", wholeShare(entitlements.hosts, percent));
  const databaseGiB =
    hasVolumes && features.database !== undefined
      ? Math.min(largestDatabaseGiB, perEnvironment(entitlements.databaseStorageGiB))
      : 0;
  return {
    environments,
    registries: [`registry.${domain}`],
    apps,
    hosts: hosts.map((name) => ({ name: `${name}.${domain}`, app: "app-1" })),
    ...(databaseGiB > 0 && { database: { storageGiB: databaseGiB } }),
  };
}

function names(what: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${what}-${String(index + 1)}`);
}
