import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, root, type TestEstate } from "./cli.ts";

/** Where recordings of releases lie: by release, tenants and their states. */
export const upgrades = join(root, "test/fixtures/upgrades");

/** The example estate with the tenants of a recording in place of its own. */
export function upgradeEstate(release: string): TestEstate {
  const estate = copyEstate();
  const tenants = join(estate.directory, "estate/tenants");
  for (const file of readdirSync(tenants)) rmSync(join(tenants, file));
  const recorded = join(upgrades, release, "tenants");
  for (const file of readdirSync(recorded)) copyFileSync(join(recorded, file), join(tenants, file));
  return estate;
}
