import type { Consumption } from "../../../core/kinds/consumption.ts";
import { free } from "../../shared/consumed.ts";
import type { AccessPlan } from "./plan.ts";

/** What roles for a tenant's people use: nothing that is paid for. */
export function accessConsumption(access: AccessPlan | undefined): Consumption[] {
  const roles = access?.roles.length ?? 0;
  return free("access", "AWS charges nothing for IAM.", {
    "aws:iam/role:Role": roles,
    "aws:iam/rolePolicy:RolePolicy": roles,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": access?.isolation === "silo" ? roles : 0,
  });
}
