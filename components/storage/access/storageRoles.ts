import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import * as pulumi from "@pulumi/pulumi";

import { trustPolicy } from "../../iaas/access/trustPolicy.ts";
import type { Right } from "./order.ts";
import type { StorageRolePlan } from "./plan.ts";
import { rolePolicy } from "./rolePolicy.ts";

/** Arguments of {@link StorageRoles}. */
export interface StorageRolesArgs {
  readonly roles: readonly StorageRolePlan[];
  /** The names on S3 of the buckets that roles reach which come by no access point. */
  readonly bucketNames: readonly string[];
  /** The region where people with SAML sign in, beside the global endpoint. */
  readonly region: string;
  /** The policy that bounds all of them. */
  readonly permissionsBoundary: pulumi.Input<string>;
  /** Tags of the roles, by which the tenant's own key knows them. */
  readonly tags: Readonly<Record<string, string>>;
}

const descriptions: Readonly<Record<Right, string>> = {
  read: "Reads what one subscription stores",
  write: "Reads and writes what one subscription stores",
  administer: "Administers what one subscription stores",
};

/** Roles for a tenant's people, applications and partners, who come from outside the account. */
export class StorageRoles extends pulumi.ComponentResource {
  /** The roles' ARNs, by their names in the manifest. */
  readonly roleArns: pulumi.Output<Record<string, string>>;
  /** The roles, which access points and whatever names one in a policy has to wait for. */
  readonly roles: readonly pulumi.Resource[];

  constructor(name: string, args: StorageRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:storage:StorageRoles", name, {}, opts);
    const parent = { parent: this };
    const { bucketNames, region, permissionsBoundary, tags } = args;
    const created = args.roles.map((plan) => {
      const { name: part, roleName, right, principal, maxSessionSeconds, byAccessPoints } = plan;
      const role = new Role(
        `${name}-role-${part}`,
        {
          name: roleName,
          description: descriptions[right],
          assumeRolePolicy: JSON.stringify(trustPolicy(principal, region)),
          maxSessionDuration: maxSessionSeconds,
          permissionsBoundary,
          tags,
        },
        parent,
      );
      // What comes by access points is allowed by their policies and nothing else.
      if (!byAccessPoints && bucketNames.length > 0) {
        const policy = JSON.stringify(rolePolicy(right, bucketNames));
        new RolePolicy(`${name}-role-${part}`, { role: role.name, policy }, parent);
      }
      return { part, role };
    });
    this.roles = created.map(({ role }) => role);
    this.roleArns = pulumi.output(Object.fromEntries(created.map(({ part, role }) => [part, role.arn])));
    this.registerOutputs({ roleArns: this.roleArns });
  }
}
