import type { KubernetesCell } from "../../core/schema/cell.ts";
import {
  databaseVolumeClass,
  platformPriorityClass,
  priorityClass,
  priorityNames,
  volumeClass,
} from "../shared/clusterObjects.ts";
import { planAdmission, type AdmissionPlan } from "./admission/plan.ts";

/** What the tenants of a cell share, with everything decided: plain JSON. */
export interface CellPlan {
  readonly priorities: readonly PriorityPlan[];
  readonly admission: AdmissionPlan;
  /** Absent where the cell has none. */
  readonly volumes?: readonly VolumeClassPlan[];
  /** Absent where the cell has none. */
  readonly gateway?: GatewayPlan;
}

/** How early pods of a class are placed, and whether others give way to them. */
export interface PriorityPlan {
  readonly name: string;
  /** The higher, the earlier; what the cluster itself runs has two thousand million. */
  readonly value: number;
  readonly preemptionPolicy: "Never" | "PreemptLowerPriority";
  readonly description: string;
}

/** A class of volumes. */
export interface VolumeClassPlan {
  readonly name: string;
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What becomes of a volume whose claim is gone. */
  readonly reclaimPolicy: "Delete" | "Retain";
}

/** The way in for the hosts of tenants. */
export interface GatewayPlan {
  /** The controller that serves it. */
  readonly controllerName: string;
}

/** Decides what the tenants of a cell share. What the cell does not declare is not there. */
export function planCell(cell: KubernetesCell): CellPlan {
  const { volumes, gateway } = cell;
  return {
    priorities,
    admission: planAdmission(cell),
    ...(volumes !== undefined && { volumes: volumeClasses(volumes) }),
    ...(gateway !== undefined && { gateway: { controllerName: gateway.controller } }),
  };
}

/** What pods of a tier are worth. Room is left between them, because a class' number cannot be changed. */
const values = { low: 1000, normal: 2000, high: 3000 };

/** The classes of all tiers, and the platform's own above them. None is for pods that name none: those of others are not ours to rank. */
const priorities: readonly PriorityPlan[] = [
  ...priorityNames.map((name): PriorityPlan => ({
    name: priorityClass(name),
    value: values[name],
    preemptionPolicy: name === "low" ? "Never" : "PreemptLowerPriority",
    description: `Pods of tenants whose tier has the priority ${name}`,
  })),
  {
    name: platformPriorityClass,
    value: 10_000,
    preemptionPolicy: "PreemptLowerPriority",
    description: "What the platform runs for tenants, such as their databases",
  },
];

/** The classes of a cell's volumes: what customers delete is gone, what a database was on stays for the platform to look at. */
function volumeClasses({ provisioner, parameters }: NonNullable<KubernetesCell["volumes"]>): VolumeClassPlan[] {
  return [
    { name: volumeClass, provisioner, parameters, reclaimPolicy: "Delete" },
    { name: databaseVolumeClass, provisioner, parameters, reclaimPolicy: "Retain" },
  ];
}
