import { z } from "zod";

import { apiVersion, calendarDay } from "./fields.ts";

/** What has versions whose support ends: by the names that service kinds and cells use for what they run. */
export const products = [
  "amazon-linux",
  "cloudnative-pg",
  "kubernetes",
  "machine-image",
  "postgresql",
  "rds-mysql",
  "rds-postgres",
] as const;

/** One of {@link products}. */
export type Product = (typeof products)[number];

const lifecycle = z.strictObject({
  product: z
    .enum(products)
    .describe(
      "What it is: amazon-linux, the CloudNativePG operator, Kubernetes, machine-image for images of one's own, postgresql for databases in clusters, and MySQL or PostgreSQL as Amazon RDS runs it.",
    ),
  version: z
    .string()
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,38}[A-Za-z0-9])?$/,
      'a version is text in quotes as the product counts its releases, such as "17" or "8.4"',
    )
    .meta({
      description: "The release by its vendor's own count: a major version, or major and minor; an image by its id.",
      examples: ["17", "8.4", "1.36", "ami-0123456789abcdef0"],
    }),
  released: calendarDay.describe("The day of its first release."),
  endOfSupport: calendarDay.describe("The last day on which the vendor mends its holes for everybody."),
  endOfExtendedSupport: calendarDay
    .optional()
    .describe("The last day on which the vendor does so for those who pay more; absent where that cannot be had."),
  source: z
    .string()
    .max(500)
    .regex(
      /^https:\/\/[a-z0-9.-]+(?:\/[\w\-.~%!$&'()*+,;=:@/?#]*)?$/,
      "a source is a page's address, which begins with https://",
    )
    .meta({
      description: "The vendor's page that says so.",
      examples: ["https://www.postgresql.org/support/versioning/"],
    }),
});

/** `catalogue/lifecycles.yaml`: until when the versions of what is sold are supported by their vendors. */
export const lifecyclesSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Lifecycles"),
  spec: z.strictObject({ versions: z.array(lifecycle).max(10_000).describe("The versions.") }),
});

/** The lifecycles after the first pass. */
export type LifecyclesManifest = z.infer<typeof lifecyclesSchema>;

/** The life of one version of one product. */
export type Lifecycle = z.infer<typeof lifecycle>;
