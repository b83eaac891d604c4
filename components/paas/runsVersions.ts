import type { Json, RunningVersion } from "../../core/kinds/serviceKind.ts";
import type { PaasBundlePlan } from "./bundle.ts";
import { images } from "./database/images.ts";

const choices = Object.keys(images).map((version) => ({ version, value: version }));

/** The PostgreSQL of each environment. What runs below it, Kubernetes and the operator, is the cell's. */
export function runsVersions(bundle: Json): readonly RunningVersion[] {
  const { databases } = bundle as unknown as PaasBundlePlan;
  return databases.map(({ environment, version }) => ({
    product: "postgresql",
    version: String(version),
    part: `database of "${environment}"`,
    upgrade: {
      choices,
      field: "database.version",
      advice: "Raise the version; the database stops for as long as that takes.",
    },
  }));
}
