import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";

import type { AccessRole } from "./order.ts";
import type { AccessPlan } from "./plan.ts";
import { rolePolicy } from "./rolePolicy.ts";
import { trustPolicy } from "./trustPolicy.ts";

/** Arguments of {@link AccessRoles}. */
export interface AccessRolesArgs {
  readonly access: AccessPlan;
  /** The policy that bounds all of them. */
  readonly permissionsBoundary: pulumi.Input<string>;
  /** Tags of the roles, by which the tenant's own key knows them. */
  readonly tags: Readonly<Record<string, string>>;
}

const descriptions: Readonly<Record<AccessRole, string>> = {
  "read-only": "Looks at what one subscription has",
  operator: "Operates what one subscription has",
  admin: "Administers what one subscription has",
};

/** Lets see what there is, but not what is in it (IAM User Guide, "AWS managed policies for job functions"). */
const viewOnlyPolicy = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

/**
 * Roles for a tenant's people, who come from an account or an identity provider of the customer's. They reach what is the
 * subscription's own; in an account of the tenant's own they also see what else there is.
 *
 * @example
 * new AccessRoles("web", {
 *   access: planAccess(context, order, { accessRoles: ["read-only"] }, {}).plan,
 *   permissionsBoundary: foundation.permissionsBoundaryArn,
 *   tags: { "tenantry:tenant": "acme", "tenantry:subscription": "web" },
 * });
 */
export class AccessRoles extends pulumi.ComponentResource {
  /** The roles' ARNs, by what they are for. */
  readonly roleArns: pulumi.Output<Partial<Record<AccessRole, string>>>;

  constructor(name: string, args: AccessRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:AccessRoles", name, {}, opts);
    const parent = { parent: this };
    const { access, permissionsBoundary, tags } = args;
    const arns = access.roles.map(({ role: kind, roleName, maxSessionSeconds }) => {
      const role = new Role(
        `${name}-${kind}`,
        {
          name: roleName,
          description: descriptions[kind],
          assumeRolePolicy: JSON.stringify(trustPolicy(access.principal, access.own.region)),
          maxSessionDuration: maxSessionSeconds,
          permissionsBoundary,
          tags,
        },
        parent,
      );
      const policy = JSON.stringify(rolePolicy(kind, access.own));
      new RolePolicy(`${name}-${kind}`, { role: role.name, policy }, parent);
      if (access.isolation === "silo") {
        new RolePolicyAttachment(`${name}-${kind}-view`, { role: role.name, policyArn: viewOnlyPolicy }, parent);
      }
      return [kind, role.arn] as const;
    });
    this.roleArns = pulumi.output(Object.fromEntries(arns));
    this.registerOutputs({ roleArns: this.roleArns });
  }
}
