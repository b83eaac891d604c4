import { Role } from "@pulumi/kubernetes/rbac/v1/role.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import * as pulumi from "@pulumi/pulumi";

import { objectMetadata, type ObjectPlace } from "./metadata.ts";
import type { RoleGrant } from "./plan.ts";
import { rolePermissions } from "./rolePermissions.ts";

/** Arguments of {@link EnvironmentAccess}. */
export interface EnvironmentAccessArgs extends ObjectPlace {
  /** Which groups have which role. */
  readonly access: readonly RoleGrant[];
  /** What bounds the environment; nobody gets in before that is there. */
  readonly bounds: readonly pulumi.Resource[];
}

const apiGroup = "rbac.authorization.k8s.io";

/** The ways in of the customer's people: a role in the environment and its binding to their groups, for each role that they have. */
export class EnvironmentAccess extends pulumi.ComponentResource {
  constructor(name: string, args: EnvironmentAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:EnvironmentAccess", name, {}, opts);
    for (const { role, groups } of args.access) {
      const object = `tenantry-${role}`;
      const rules = rolePermissions
        .filter((permission) => permission[role].length > 0)
        .map((permission) => ({
          apiGroups: [permission.apiGroup],
          resources: [permission.resource],
          verbs: [...permission[role]],
        }));
      const own = new Role(`${name}-${role}`, { metadata: objectMetadata(args, object), rules }, { parent: this });
      new RoleBinding(
        `${name}-${role}`,
        {
          metadata: objectMetadata(args, object),
          roleRef: { apiGroup, kind: "Role", name: object },
          subjects: groups.map((group) => ({ apiGroup, kind: "Group", name: group })),
        },
        { parent: this, dependsOn: [own, ...args.bounds] },
      );
    }
    this.registerOutputs({});
  }
}
