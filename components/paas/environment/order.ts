import { z } from "zod";

import { cidrBlock } from "../../../core/network/cidrBlock.ts";
import { imagePrefix, partName } from "../../../core/schema/fields.ts";
import { priorityNames } from "../../shared/clusterObjects.ts";
import { secretName } from "../secretName.ts";
import type { TenantRole } from "./rolePermissions.ts";

/**
 * A group as the cluster's identity provider names it. Kubernetes takes any text; `system:` is its own (Kubernetes documentation,
 * "Using RBAC Authorization", referring to subjects).
 */
const groupName = z
  .string()
  .max(253, "a group's name has at most 253 characters")
  .regex(
    /^(?!system:)[A-Za-z0-9/](?:[A-Za-z0-9 _.:@/+=-]*[A-Za-z0-9])?$/,
    "a group's name has letters, digits, spaces and _.:@/+=-, and does not begin with system:, which is the cluster's own",
  )
  .meta({ examples: ["oidc:acme-developers"] });

const groups = (role: TenantRole, may: string): z.ZodOptional<z.ZodArray<typeof groupName>> =>
  z.array(groupName).min(1).max(20).optional().describe(`Groups with the role ${role}: ${may}.`);

/** What is ordered of environments: fields of the spec. */
export const environmentOrder = {
  environments: z.array(partName).min(1).max(20).describe("The environments, such as prod and staging."),
  access: z
    .strictObject({
      viewer: groups("viewer", "to see all but secrets, and to read logs"),
      developer: groups("developer", "to run workloads, and to read and write secrets"),
      admin: groups("admin", "as developer, and to delete volumes"),
    } satisfies Record<TenantRole, unknown>)
    .optional()
    .describe(
      "The customer's people in all environments: groups by role, as the cluster's identity provider names them. A group may have several roles.",
    ),
  imagePullSecrets: z
    .array(secretName)
    .max(10)
    .default([])
    .meta({
      description: "Secrets of the environments that the account apps pulls images with; the customer creates them.",
      examples: [["registry"]],
    }),
  registries: z
    .array(imagePrefix)
    .max(20)
    .default([])
    .meta({
      description:
        "Beginnings of images that pods may run, beside those that the cell lets every tenant run. They end where a slash, a colon or an @ follows.",
      examples: [["registry.acme.example"]],
    }),
  egress: z
    .array(
      z.strictObject({
        cidr: cidrBlock.meta({ description: "Public addresses.", examples: ["203.0.113.0/24"] }),
        ports: z.array(z.int().min(1).max(65_535)).min(1).max(20).describe("Ports there."),
        protocol: z.enum(["TCP", "UDP"]).default("TCP").describe("The transport protocol."),
      }),
    )
    .max(20)
    .default([])
    .describe(
      "Where pods may open connections to outside the environment. Private and link-local addresses are refused, and left out of wider ranges: the cluster's own are among them.",
    ),
};

/** What is ordered of environments. */
export type EnvironmentOrder = z.output<z.ZodObject<typeof environmentOrder>>;

/** What a tier grants of environments: fields of its entitlements. */
export const environmentEntitlements = {
  environments: z.int().min(1).max(20).describe("How many environments may be ordered."),
  vcpu: z.int().min(1).max(512).describe("Processors over all environments."),
  memoryGiB: z.int().min(1).max(4096).describe("Memory in GiB over all environments."),
  storageGiB: z.int().min(1).max(65_536).describe("Storage in GiB over all environments."),
  pods: z.int().min(1).max(5000).describe("Pods over all environments."),
};

/** What a tier grants of environments. */
export type EnvironmentEntitlements = z.output<z.ZodObject<typeof environmentEntitlements>>;

/** What a tier has of environments: fields of its features. */
export const environmentFeatures = {
  podSecurity: z.enum(["baseline", "restricted"]).describe("The Pod Security Standard that namespaces enforce."),
  objects: z
    .int()
    .min(20)
    .max(2000)
    .default(200)
    .describe("How many objects of each kind one environment may have, such as secrets or services."),
  containerMaximum: z
    .strictObject({
      vcpu: z.int().min(1).max(512).describe("Processors."),
      memoryGiB: z.int().min(1).max(4096).describe("Memory in GiB."),
    })
    .optional()
    .describe("The most that one container may have; all that its environment has when absent."),
  nodes: z
    .enum(["shared", "own"])
    .default("shared")
    .describe("Whether pods run on nodes that tenants share or on the tenant's own, which its cell has to have."),
  priority: z
    .enum(priorityNames)
    .default("normal")
    .describe("How early pods are placed, and how late they give way, where nodes are short."),
};

/** What a tier has of environments. */
export type EnvironmentFeatures = z.output<z.ZodObject<typeof environmentFeatures>>;
