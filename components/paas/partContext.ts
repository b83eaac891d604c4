import type { PlanInput } from "../../core/kinds/serviceKind.ts";
import type { KubernetesCell } from "../../core/schema/cell.ts";
import type { EnvironmentPlan } from "./environment/plan.ts";

/** What every part inside a subscription's environments is planned with, beside what is ordered of it and what the tier has of it. */
export interface EnvironmentPartContext extends Pick<
  PlanInput<unknown, unknown, unknown>,
  "isolation" | "state" | "maintenance"
> {
  /** The tenant's id and the subscription's name, with which all names begin. */
  readonly owner: readonly [tenantId: string, subscriptionName: string];
  readonly cell: KubernetesCell;
  /** The environments in the order of the manifest, with their namespaces and bounds. */
  readonly environments: readonly EnvironmentPlan[];
}
