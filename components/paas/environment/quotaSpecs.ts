import { databaseVolumeClass, platformPriorityClass, volumeClass } from "../../shared/clusterObjects.ts";
import { ephemeralGiB, type EnvironmentQuota, type PlatformUse } from "./quota.ts";

/** A quota as the Kubernetes API has it. */
export interface QuotaSpec {
  readonly hard: Record<string, string>;
  readonly scopeSelector?: {
    readonly matchExpressions: { scopeName: "PriorityClass"; operator: "In" | "NotIn"; values: string[] }[];
  };
}

/** The quotas of one environment by what they bound. */
export interface QuotaSpecs {
  /** The customer's pods: what the tier grants. */
  readonly customer: QuotaSpec;
  /** The platform's pods, told by their priority class, which nobody else may give. */
  readonly platform: QuotaSpec;
  /** Objects and storage, of both: only pods can be told apart by a quota, and storage by its class. */
  readonly objects: QuotaSpec;
}

/** The quotas of one environment (Kubernetes documentation, "Resource Quotas"): what the platform adds counts apart. */
export function quotaSpecs(quota: EnvironmentQuota, platform: PlatformUse | undefined): QuotaSpecs {
  const { cpu, memory, storage, ephemeralStorage, pods, objects } = quota;
  return {
    customer: {
      hard: {
        "requests.cpu": cpu,
        "requests.memory": memory,
        "limits.cpu": cpu,
        "limits.memory": memory,
        pods,
      },
      scopeSelector: ofPlatform("NotIn"),
    },
    platform: {
      hard: {
        "requests.cpu": `${String(platform?.cpuMillis ?? 0)}m`,
        "requests.memory": `${String(platform?.memoryMiB ?? 0)}Mi`,
        "limits.cpu": `${String(platform?.cpuMillis ?? 0)}m`,
        "limits.memory": `${String(platform?.memoryMiB ?? 0)}Mi`,
        pods: String(platform?.pods ?? 0),
      },
      scopeSelector: ofPlatform("In"),
    },
    objects: {
      hard: {
        // No quota of some pods alone may bound the disks of nodes (Kubernetes 1.36, validation of quotas).
        "limits.ephemeral-storage": gibibytes(ephemeralStorage, (platform?.pods ?? 0) * ephemeralGiB.perPod),
        ...storageLimits(storage, platform?.storageGiB ?? 0),
        ...withPlatform(objects, platform?.objects ?? {}),
      },
    },
  };
}

/** Storage by its class: volumes of databases are the platform's. */
function storageLimits(storage: string, platformGiB: number): Record<string, string> {
  const ofClass = (name: string): string => `${name}.storageclass.storage.k8s.io/requests.storage`;
  return {
    "requests.storage": gibibytes(storage, platformGiB),
    [ofClass(volumeClass)]: storage,
    [ofClass(databaseVolumeClass)]: `${String(platformGiB)}Gi`,
  };
}

/** More than a quantity of whole GiB. */
function gibibytes(quantity: string, more: number): string {
  return `${String(parseInt(quantity, 10) + more)}Gi`;
}

function withPlatform(objects: EnvironmentQuota["objects"], added: PlatformUse["objects"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objects).map(([kind, limit]) => [kind, String(Number(limit) + (added[kind] ?? 0))]),
  );
}

function ofPlatform(operator: "In" | "NotIn"): NonNullable<QuotaSpec["scopeSelector"]> {
  return { matchExpressions: [{ scopeName: "PriorityClass", operator, values: [platformPriorityClass] }] };
}
