import type { EnvironmentEntitlements, EnvironmentFeatures } from "./order.ts";

/** Amounts of what a container uses, in Kubernetes' own quantities. */
export interface ContainerResources {
  /** Processor time, such as `500m`. */
  readonly cpu: string;
  /** Memory, such as `512Mi`. */
  readonly memory: string;
  /** Disk of the node that is gone with the pod, such as `1Gi`. */
  readonly ephemeralStorage: string;
}

/** What one environment may use, in Kubernetes' own quantities. */
export interface EnvironmentQuota extends ContainerResources {
  /** Storage over all claims, such as `20Gi`. */
  readonly storage: string;
  /** How many pods. */
  readonly pods: string;
  /** How many objects, by what a quota calls their kind, such as `count/secrets`. */
  readonly objects: Readonly<Record<string, string>>;
}

/**
 * What the platform runs in an environment for its customer, such as a database. It is granted beside what the tier grants, so
 * that an order of it takes nothing from the customer's own pods.
 */
export interface PlatformUse {
  /** Thousandths of a processor, over all of its pods. */
  readonly cpuMillis: number;
  /** Memory in MiB, over all of its pods. */
  readonly memoryMiB: number;
  /** Storage in GiB, over all of its volumes. */
  readonly storageGiB: number;
  readonly pods: number;
  /** The largest container: bounds of the environment must let it in. */
  readonly largest: { readonly cpuMillis: number; readonly memoryMiB: number; readonly volumeGiB: number };
  /** How many objects come with it, by what a quota calls their kind, such as `count/secrets`. */
  readonly objects: Readonly<Record<string, number>>;
}

/** What containers of one environment get. */
export interface ContainerBounds {
  /** What is set aside for one that asks for nothing. */
  readonly request: ContainerResources;
  /** What one may use that says no limit. */
  readonly limit: ContainerResources;
  /** The most that one may ask for. */
  readonly maximum: ContainerResources;
}

/** Node disk for each pod granted, and the most for one container, in GiB: disks of nodes are shared, and no tier sells them. */
export const ephemeralGiB = { perPod: 2, maximum: 8 };

/** What a container gets that asks for nothing, in thousandths of a processor and MiB. */
const defaults = { request: { cpu: 50, memory: 64 }, limit: { cpu: 500, memory: 512 } };

/** A deployment keeps its ten last replica sets beside the current one, a stateful set as many revisions (Kubernetes API reference, `revisionHistoryLimit`). */
const revisions = 11;

/** Kinds that a customer's people create, as a quota counts them. */
const counted = [
  "services",
  "secrets",
  "persistentvolumeclaims",
  "deployments.apps",
  "statefulsets.apps",
  "jobs.batch",
  "cronjobs.batch",
  "horizontalpodautoscalers.autoscaling",
  "httproutes.gateway.networking.k8s.io",
];

/**
 * An equal share of what the tier grants, rounded down to whole units so that the shares never exceed the grant. No pod
 * starts where none is to be running.
 */
export function environmentQuota(
  granted: EnvironmentEntitlements,
  { objects }: Pick<EnvironmentFeatures, "objects">,
  environments: number,
  running: boolean,
): EnvironmentQuota {
  const { cpu, memory, storage, pods } = shares(granted, environments);
  return {
    cpu: `${String(cpu)}m`,
    memory: `${String(memory)}Mi`,
    storage: `${String(storage)}Gi`,
    ephemeralStorage: `${String(pods * ephemeralGiB.perPod)}Gi`,
    pods: running ? String(pods) : "0",
    objects: {
      ...Object.fromEntries(counted.map((kind) => [`count/${kind}`, String(objects)])),
      // The cluster puts kube-root-ca.crt into every namespace, which the customer has not ordered.
      "count/configmaps": String(objects + 1),
      "count/replicasets.apps": String(objects * revisions),
      "count/controllerrevisions.apps": String(objects * revisions),
      // The cell's gateway is the way in; these would open ways of their own, at the platform's cost or at every node.
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    },
  };
}

/** What containers get where that many environments share what the tier grants: never more than one environment has. */
export function containerBounds(
  granted: EnvironmentEntitlements,
  { containerMaximum }: Pick<EnvironmentFeatures, "containerMaximum">,
  environments: number,
): ContainerBounds {
  const { cpu, memory, pods } = shares(granted, environments);
  const maximum = {
    cpu: Math.min(cpu, containerMaximum === undefined ? cpu : containerMaximum.vcpu * 1000),
    memory: Math.min(memory, containerMaximum === undefined ? memory : containerMaximum.memoryGiB * 1024),
  };
  const ephemeral = Math.min(ephemeralGiB.maximum, pods * ephemeralGiB.perPod);
  const bounded = (amount: { readonly cpu: number; readonly memory: number }, disk: string): ContainerResources => ({
    cpu: `${String(Math.min(amount.cpu, maximum.cpu))}m`,
    memory: `${String(Math.min(amount.memory, maximum.memory))}Mi`,
    ephemeralStorage: disk,
  });
  return {
    request: bounded(defaults.request, "100Mi"),
    limit: bounded(defaults.limit, "1Gi"),
    maximum: bounded(maximum, `${String(ephemeral)}Gi`),
  };
}

/** The share of one environment: thousandths of a processor, MiB of memory, GiB of storage, pods. */
function shares(
  { vcpu, memoryGiB, storageGiB, pods }: EnvironmentEntitlements,
  environments: number,
): Readonly<Record<"cpu" | "memory" | "storage" | "pods", number>> {
  const share = (amount: number): number => Math.floor(amount / environments);
  return { cpu: share(vcpu * 1000), memory: share(memoryGiB * 1024), storage: share(storageGiB), pods: share(pods) };
}
