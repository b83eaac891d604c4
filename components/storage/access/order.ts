import { z } from "zod";

import { partName } from "../../../core/schema/fields.ts";
import { accessPrincipal } from "../../iaas/access/order.ts";

/** What a role may do, each with all that the one before it may. */
export const rights = ["read", "write", "administer"] as const;

/** What a role may do. */
export type Right = (typeof rights)[number];

/** The most roles that may be ordered. */
export const mostRoles = 50;

/** What is ordered of roles: fields of the spec. */
export const roleOrder = {
  roles: z
    .array(
      z.strictObject({
        name: partName.describe("The name that the tenant knows the role by."),
        right: z
          .enum(rights)
          .describe(
            "To read objects, to write and delete them too, or to delete their versions and set rules for browsers (CORS) too.",
          ),
        principal: accessPrincipal.describe("Where those come from who take it."),
      }),
    )
    .max(mostRoles)
    .default([])
    .describe(
      "Roles of the tenant's people, applications and partners. One that no access point names reaches all the subscription's buckets. Whoever takes one has to give a source identity.",
    ),
};

/** What is ordered of roles. */
export type RoleOrder = z.output<z.ZodObject<typeof roleOrder>>;

/** What a tier grants of roles: fields of its entitlements. */
export const roleEntitlements = {
  roles: z.int().min(0).max(mostRoles).default(0).describe("How many roles may be ordered."),
};

/** What a tier has of roles: fields of its features. */
export const roleFeatures = {
  rights: z.array(z.enum(rights)).max(rights.length).default([]).describe("Which rights roles can have."),
};

/** What a tier has of roles. */
export type RoleFeatures = z.output<z.ZodObject<typeof roleFeatures>>;
