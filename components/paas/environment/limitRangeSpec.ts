import type { ContainerBounds, ContainerResources, EnvironmentQuota, PlatformUse } from "./quota.ts";

/** One entry of a limit range as the Kubernetes API has it. */
interface LimitEntry {
  readonly type: "Container" | "PersistentVolumeClaim";
  readonly max: Record<string, string>;
  readonly default?: Record<string, string>;
  readonly defaultRequest?: Record<string, string>;
}

/**
 * What one container and one volume may have at most, and containers get that ask for nothing. A limit range knows no priority
 * classes, so where the platform's own are larger these are the bounds of all; the quota bounds the customer's sum as before.
 */
export function limitRangeSpec(
  { request, limit, maximum }: ContainerBounds,
  { storage }: EnvironmentQuota,
  platform: PlatformUse | undefined,
): { readonly limits: LimitEntry[] } {
  const { cpuMillis = 0, memoryMiB = 0, volumeGiB = 0 } = platform?.largest ?? {};
  const largest = {
    ...maximum,
    cpu: `${String(Math.max(parseInt(maximum.cpu, 10), cpuMillis))}m`,
    memory: `${String(Math.max(parseInt(maximum.memory, 10), memoryMiB))}Mi`,
  };
  return {
    limits: [
      { type: "Container", max: amounts(largest), default: amounts(limit), defaultRequest: amounts(request) },
      {
        type: "PersistentVolumeClaim",
        max: { storage: `${String(Math.max(parseInt(storage, 10), volumeGiB))}Gi` },
      },
    ],
  };
}

function amounts({ cpu, memory, ephemeralStorage }: ContainerResources): Record<string, string> {
  return { cpu, memory, "ephemeral-storage": ephemeralStorage };
}
