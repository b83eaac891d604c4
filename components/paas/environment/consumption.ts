import type { Consumption } from "../../../core/kinds/consumption.ts";
import { free } from "../../shared/consumed.ts";
import { partOfCell } from "../partOfCell.ts";
import type { EnvironmentsPlan } from "./plan.ts";

/** What environments use beside the share of the cell that the tier grants. */
export function environmentsConsumption({ environments, access, traffic }: EnvironmentsPlan): Consumption[] {
  // Denying all is one; among each other, names and the gateway are one each, and declared egress one more.
  const openings = traffic === undefined ? 0 : traffic.egress.length > 0 ? 4 : 3;
  return environments.flatMap(({ name }) =>
    free(`environment "${name}"`, partOfCell, {
      "kubernetes:core/v1:Namespace": 1,
      "kubernetes:core/v1:ResourceQuota": 3,
      "kubernetes:core/v1:LimitRange": 1,
      "kubernetes:core/v1:ServiceAccountPatch": 1,
      "kubernetes:core/v1:ServiceAccount": 1,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": 1 + openings,
      "kubernetes:rbac.authorization.k8s.io/v1:Role": access.length,
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": access.length,
    }),
  );
}
