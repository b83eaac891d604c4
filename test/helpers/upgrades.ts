import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, root, type TestEstate } from "./cli.ts";

/** Where recordings of releases lie: by release, tenants and their states. */
export const upgrades = join(root, "test/fixtures/upgrades");

/** The example estate with the tenants of a recording in place of its own. */
export function upgradeEstate(release: string): TestEstate {
  const estate = copyEstate();
  const recorded = join(upgrades, release, "tenants");
  const manifests = readdirSync(recorded).map((file) => [
    file.replace(/\.yaml$/, ""),
    readFileSync(join(recorded, file), "utf8"),
  ]);
  estate.onlyTenants(Object.fromEntries(manifests) as Record<string, string>);
  return estate;
}
