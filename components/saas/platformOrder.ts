import type { paas, PaasEntitlements, PaasFeatures } from "../paas/kind.ts";
import type { SaasFeatures } from "./order.ts";

/** An order of the platform's, as its own schema gives it. */
type PlatformSpec = Parameters<typeof paas.plan>[0]["spec"];

/** What one environment runs of the application. */
export interface PlatformNeeds {
  readonly environment: string;
  /** One app or more, each with the application's database. */
  readonly apps: readonly {
    readonly name: string;
    readonly image: string;
    readonly env: Readonly<Record<string, string>>;
    readonly secrets: readonly string[];
  }[];
  /** Hosts that lead to the first app. */
  readonly hosts: readonly string[];
  readonly storageGiB: number;
  readonly unprotected: readonly string[];
  /** How many objects of a kind there may be, where that is other than the tier's. */
  readonly objects?: number;
}

/** An order of one environment of the platform with the application and its database, and what it is granted: exactly what it needs. */
export function platformOrder(
  needs: PlatformNeeds,
  features: SaasFeatures,
): { readonly spec: PlatformSpec; readonly entitlements: PaasEntitlements; readonly features: PaasFeatures } {
  const { environment, apps, hosts, storageGiB } = needs;
  const { port, healthPath, pods, databaseVersion: version } = features;
  const { vcpu, memoryMiB, minimum, maximum } = pods;
  // An update starts one pod more of each app.
  const count = apps.length * ((maximum ?? minimum) + 1);
  return {
    spec: {
      environments: [environment],
      imagePullSecrets: [],
      registries: [],
      egress: [],
      apps: apps.map(({ name, image, env, secrets }) => ({
        name,
        image,
        port,
        ...(healthPath !== undefined && { healthPath }),
        replicas: { minimum, ...(maximum !== undefined && { maximum }) },
        vcpu,
        memoryMiB,
        env: { ...env },
        secrets: [...secrets],
        database: true,
      })),
      hosts: hosts.map((name) => ({ name, app: apps[0]?.name, path: "/" })),
      database: { storageGiB, version },
      unprotected: [...needs.unprotected],
    },
    entitlements: {
      environments: 1,
      vcpu: Math.ceil(count * vcpu),
      memoryGiB: Math.ceil((count * memoryMiB) / 1024),
      // The application keeps its data in the database alone; a quota needs one at least.
      storageGiB: 1,
      pods: count,
      apps: apps.length,
      hosts: hosts.length,
      databaseStorageGiB: storageGiB,
    },
    features: {
      podSecurity: features.podSecurity,
      objects: needs.objects ?? features.objects,
      nodes: features.nodes,
      priority: features.priority,
      spread: features.spread,
      autoscaling: features.autoscaling,
      ...(features.containerMaximum !== undefined && { containerMaximum: features.containerMaximum }),
      ...(features.database !== undefined && { database: features.database }),
    },
  };
}
