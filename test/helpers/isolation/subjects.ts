import { tenantRoles, type TenantRole } from "../../../components/paas/environment/rolePermissions.ts";
import type { Identity } from "../cluster.ts";

/** Somebody or something of a tenant's that asks the server: a person by a group, or a pod by its account. */
export interface Subject extends Identity {
  readonly tenant: string;
  readonly label: string;
  /** What a person may do in the environments of the own tenant; undefined for an account. */
  readonly role: TenantRole | undefined;
}

/** A namespace and whose it is. */
export interface Place {
  readonly namespace: string;
  /** Empty where it is no tenant's. */
  readonly tenant: string;
}

/** A tenant's person with a role. */
export const person = (tenant: string, role: TenantRole): Subject => ({
  tenant,
  label: `${tenant}'s ${role}`,
  user: `${role}@${tenant}.example`,
  groups: [`${tenant}-${role}s`, "system:authenticated"],
  role,
});

/** All roles of a tenant's people. */
export const peopleOf = (tenant: string): Subject[] => tenantRoles.map((role) => person(tenant, role));

/** An account of a tenant's, as the server knows who has its token. */
export const account = ({ namespace, tenant }: Place, name: string): Subject => ({
  tenant,
  label: `account ${name} of ${namespace}`,
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
  role: undefined,
});
