import { didYouMean } from "../../../core/diagnostics/nearest.ts";
import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { orderedTwice } from "../../shared/orderedTwice.ts";
import type { RoleOrder } from "../access/order.ts";
import type { AccessPointOrder } from "./order.ts";

/** All that is wrong with an order of access points. */
export function checkAccessPoints(
  buckets: readonly string[],
  roles: RoleOrder["roles"],
  accessPoints: AccessPointOrder["accessPoints"],
): PlanProblem[] {
  const names = accessPoints.map(({ name }) => name);
  return [
    ...orderedTwice(names, ["accessPoints"], "access point"),
    ...accessPoints.flatMap(({ name, bucket, roles: named }, index) => [
      ...checkBucket(name, bucket, buckets, ["accessPoints", index, "bucket"]),
      ...named.flatMap((role, place) => checkRole(name, role, roles, ["accessPoints", index, "roles", place])),
      ...orderedTwice(named, ["accessPoints", index, "roles"], "role"),
    ]),
  ];
}

function checkBucket(
  name: string,
  bucket: string,
  buckets: readonly string[],
  path: PlanProblem["path"],
): PlanProblem[] {
  if (buckets.includes(bucket)) return [];
  return [
    {
      concern: "name",
      path,
      message: `The access point "${name}" leads to "${bucket}", which is no bucket of this subscription.`,
      allowed: buckets.join(", ") || "none; it orders none",
      fix: didYouMean(bucket, buckets) ?? "Order the bucket, or name one that is ordered.",
    },
  ];
}

function checkRole(name: string, role: string, roles: RoleOrder["roles"], path: PlanProblem["path"]): PlanProblem[] {
  const usable = roles.filter(({ right }) => right !== "administer").map((other) => other.name);
  if (usable.includes(role)) return [];
  const isThere = roles.some((other) => other.name === role);
  const message = isThere
    ? `The role "${role}" comes by the access point "${name}" and administers, which is done to buckets and not by access points.`
    : `The access point "${name}" is for "${role}", which is no role of this subscription.`;
  const fix = isThere ? "Order a role of another right for it." : "Order the role, or name one that is ordered.";
  return [
    {
      concern: "name",
      path,
      message,
      allowed: usable.join(", ") || "none; no role reads or writes",
      fix: (isThere ? undefined : didYouMean(role, usable)) ?? fix,
    },
  ];
}
