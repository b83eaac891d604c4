import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { checkBucketNames, checkPrincipal } from "../../iaas/access/check.ts";
import { orderedTwice } from "../../shared/orderedTwice.ts";
import type { PartContext } from "../../shared/partContext.ts";
import type { RoleFeatures, RoleOrder } from "./order.ts";

/** All that is wrong with an order of roles. */
export function checkRoles(context: PartContext, { roles }: RoleOrder, { rights }: RoleFeatures): PlanProblem[] {
  return [
    ...orderedTwice(
      roles.map(({ name }) => name),
      ["roles"],
      "role",
    ),
    ...roles.flatMap(({ name, right, principal }, index): PlanProblem[] => [
      ...(rights.includes(right)
        ? []
        : [
            {
              concern: "tier" as const,
              path: ["roles", index, "right"],
              message: `The role "${name}" is to ${right}, which no role of the tier may.`,
              allowed: rights.join(", ") || "none",
              fix: "Order a right that the tier has, or choose another tier.",
            },
          ]),
      ...checkPrincipal(context, principal, ["roles", index, "principal"]),
    ]),
    ...(roles.length === 0 ? [] : checkBucketNames(context, ["roles"])),
  ];
}
