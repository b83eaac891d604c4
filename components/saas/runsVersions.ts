import type { Json, RunningVersion } from "../../core/kinds/serviceKind.ts";
import { runsVersions as platformVersions } from "../paas/runsVersions.ts";
import { placeOf } from "./bundle.ts";

/** The PostgreSQL of a tenant's own database. That of a pool is the cell's, and what runs on it is the tier's to say. */
export function runsVersions(bundle: Json): readonly RunningVersion[] {
  if (placeOf(bundle) === "pool") return [];
  return platformVersions(bundle).map(({ upgrade, ...version }) => ({
    ...version,
    // No order names it.
    upgrade: {
      choices: upgrade.choices,
      advice: "Publish a version of the tier with a higher databaseVersion, and roll it out.",
    },
  }));
}
