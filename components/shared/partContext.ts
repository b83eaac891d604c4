import type { Claim, PlanInput, PlanProblem } from "../../core/kinds/serviceKind.ts";
import type { AwsCell } from "../../core/schema/cell.ts";

/** What every part of a bundle on AWS is planned with, beside what is ordered of it and what the tier has of it. */
export interface PartContext extends Pick<
  PlanInput<unknown, unknown, unknown>,
  "estateName" | "isolation" | "state" | "maintenance" | "contacts" | "residency"
> {
  /** The tenant's id and the subscription's name, with which all names begin. */
  readonly owner: readonly [tenantId: string, subscriptionName: string];
  readonly cell: AwsCell;
  /** The letters of the zones that the tier spans, in the cell's order, such as `["a", "b"]`. */
  readonly zones: readonly string[];
}

/** A part as it is planned; what is wrong with its order makes the rest worthless. */
export interface PartPlan<Plan> {
  readonly plan: Plan;
  readonly claims: readonly Claim[];
  readonly problems: readonly PlanProblem[];
}
