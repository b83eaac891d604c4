import { entryDirectory } from "../cache.ts";
import { cacheDirectory } from "../cacheDirectory.js";
import type { Environment } from "../process.ts";
import { versions } from "../versions.ts";

/** The parts of a local Kubernetes, by their names in the cache, in the order in which they are built. */
export const kubernetesVersions = {
  etcd: versions.etcd,
  "kubernetes-control-plane": versions.kubernetes,
  kwok: versions.kwok,
  "cluster-crds": `gateway-api-${versions.gatewayApi}-cloudnative-pg-${versions.cloudNativePg}`,
  "kubernetes-provider": versions.kubernetesProvider,
} as const;

/** Where each part lies in the cache when it has been built. */
export function kubernetesEntries(env: Environment): { name: string; version: string; directory: string }[] {
  const cacheDir = cacheDirectory(env);
  return Object.entries(kubernetesVersions).map(([name, version]) => ({
    name,
    version,
    directory: entryDirectory({ cacheDir, name, version }),
  }));
}
