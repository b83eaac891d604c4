import { z } from "zod";

import { partName } from "../../../core/schema/fields.ts";

/** The most access points that may be ordered. */
export const mostAccessPoints = 50;

const accessPoint = z.strictObject({
  name: partName.describe("The name that the tenant knows the access point by."),
  bucket: partName.describe("The bucket that it leads to."),
  roles: z
    .array(partName)
    .min(1)
    .max(20)
    .describe(
      "The roles that come by it, each with its own right. A role that is named here reaches nothing but by access points.",
    ),
  prefix: z
    .string()
    .max(200)
    .regex(/^(?:[A-Za-z0-9_.-]+\/)+$/, "a prefix has names of letters, digits, dots, _ and -, with a slash behind each")
    .optional()
    .meta({
      description: "What the names of objects begin with that are reached by it; all objects when absent.",
      examples: ["exports/"],
    }),
  vpcId: z
    .string()
    .regex(/^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/, "a VPC's id looks like vpc-0123456789abcdef0")
    .optional()
    .meta({
      description:
        "The only VPC that it answers in; any network when absent. Another one makes another access point of it.",
      examples: ["vpc-0123456789abcdef0"],
    }),
});

/** What is ordered of access points: fields of the spec. */
export const accessPointOrder = {
  accessPoints: z
    .array(accessPoint)
    .max(mostAccessPoints)
    .default([])
    .describe("Ways to a bucket for one application or partner each, with policies of their own."),
};

/** What is ordered of access points. */
export type AccessPointOrder = z.output<z.ZodObject<typeof accessPointOrder>>;

/** What a tier grants of access points: fields of its entitlements. */
export const accessPointEntitlements = {
  accessPoints: z.int().min(0).max(mostAccessPoints).default(0).describe("How many access points may be ordered."),
};
