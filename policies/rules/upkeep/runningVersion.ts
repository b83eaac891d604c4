import { z } from "zod";

import type { VersionStanding } from "../../../core/upkeep/versionStandings.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { valueAt } from "../../../core/policies/properties.ts";

/** What the rules about versions are told: the estate computes it, for the day, from `catalogue/lifecycles.yaml`. */
export const standings = z
  .record(z.string(), z.record(z.string(), z.enum(["supported", "ending", "ended"])))
  .default({})
  .describe(
    "By product and version where a version is in its life. Computed from catalogue/lifecycles.yaml for the day; what is set here takes its place.",
  );

/** The types of resources that run a version of something whose support ends. */
export const typesWithVersions = [
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:rds/instance:Instance",
  "kubernetes:postgresql.cnpg.io/v1:Cluster",
];

interface RunningVersion {
  readonly product: string;
  readonly version: string;
  /** The property that says so. */
  readonly property: string;
}

/** What of a resource of {@link typesWithVersions} has versions; undefined where it cannot be told. */
function runningVersion({ type, inputs }: RenderedResource): RunningVersion | undefined {
  if (type === "aws:rds/instance:Instance") return engineOf(inputs);
  if (type === "kubernetes:postgresql.cnpg.io/v1:Cluster") {
    // The tag begins with the version: `registry/postgresql:17.11-…`.
    const version = /:(\d+)[^/:]*(?:@|$)/.exec(textAt(inputs, "spec", "imageName"))?.[1];
    return version === undefined ? undefined : { product: "postgresql", version, property: "spec.imageName" };
  }
  const image = textAt(inputs, "imageId");
  if (image.includes("/al2023-ami-")) return { product: "amazon-linux", version: "2023", property: "imageId" };
  return image.startsWith("ami-") ? { product: "machine-image", version: image, property: "imageId" } : undefined;
}

/** RDS counts PostgreSQL's releases by their first number, and MySQL's by two. */
function engineOf(inputs: unknown): RunningVersion | undefined {
  const counts: Readonly<Record<string, RegExp>> = { postgres: /^\d+/, mysql: /^\d+\.\d+/ };
  const engine = textAt(inputs, "engine");
  const count = Object.hasOwn(counts, engine) ? counts[engine] : undefined;
  const version = count?.exec(textAt(inputs, "engineVersion"))?.[0];
  return version === undefined ? undefined : { product: `rds-${engine}`, version, property: "engineVersion" };
}

function textAt(inputs: unknown, ...path: readonly string[]): string {
  const value = valueAt(inputs, ...path);
  return typeof value === "string" ? value : "";
}

/** Where what a resource runs is in its life, and the property that says what runs; undefined where nobody knows. */
export function standingOf(
  resource: RenderedResource,
  versions: z.output<typeof standings>,
): { readonly standing: VersionStanding; readonly property: string } | undefined {
  const running = runningVersion(resource);
  const standing = running === undefined ? undefined : valueAt(versions, running.product, running.version);
  if (running === undefined || !isStanding(standing)) return undefined;
  return { standing, property: running.property };
}

function isStanding(value: unknown): value is VersionStanding {
  return value === "supported" || value === "ending" || value === "ended";
}
