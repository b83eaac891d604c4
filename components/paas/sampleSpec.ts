import type { Json, SamplePlace, TierOffer } from "../../core/kinds/serviceKind.ts";
import type { PaasEntitlements, PaasFeatures } from "./kind.ts";

/** An order of everything that a tier of the platform has. */
export function sampleSpec(
  { entitlements, features }: TierOffer<PaasEntitlements, PaasFeatures>,
  { cell, domain }: SamplePlace,
): Json {
  const environments = ["prod", "staging", "development"].slice(0, entitlements.environments);
  const hasVolumes = cell.target === "kubernetes" && cell.volumes !== undefined;
  const hasDatabase = hasVolumes && features.database !== undefined && entitlements.databaseStorageGiB > 0;
  const shop = {
    name: "shop",
    image: `registry.${domain}/shop:1.4.2`,
    port: 8080,
    healthPath: "/healthz",
    replicas: { minimum: entitlements.pods > 20 ? 2 : 1, ...(features.autoscaling && { maximum: 4 }) },
    vcpu: 0.25,
    memoryMiB: 256,
    database: hasDatabase,
  };
  const search = {
    name: "search",
    image: `registry.${domain}/search:2.0.1`,
    port: 9200,
    vcpu: 0.25,
    memoryMiB: 512,
    volume: { path: "/var/lib/search", sizeGiB: 5 },
  };
  const apps = [shop, ...(hasVolumes ? [search] : [])].slice(0, entitlements.apps);
  return {
    environments,
    access: { viewer: ["customer-viewers"], developer: ["customer-developers"], admin: ["customer-admins"] },
    imagePullSecrets: ["registry"],
    registries: [`registry.${domain}`],
    egress: [{ cidr: "203.0.113.0/24", ports: [443] }],
    ...(apps.length > 0 && { apps }),
    ...(apps.length > 0 && entitlements.hosts > 0 && { hosts: [{ name: `www.${domain}`, app: "shop" }] }),
    ...(hasDatabase && {
      database: { storageGiB: Math.min(20, Math.floor(entitlements.databaseStorageGiB / environments.length)) },
    }),
  };
}
