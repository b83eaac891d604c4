import { join } from "node:path";

import { Inventory, type StoredObject } from "../../sandbox/inventory/inventory.ts";
import type { TestEstate } from "./cli.ts";

/** What an estate's sandbox holds, without what its targets made themselves. */
export function simulatedObjects({ stateDirectory }: TestEstate): readonly StoredObject[] {
  const inventory = new Inventory(join(stateDirectory, "inventory.sqlite"));
  try {
    return inventory.list({}).filter(({ urn }) => urn !== "");
  } finally {
    inventory.close();
  }
}

/** What an estate's sandbox holds more than once for one resource, by URN. */
export function duplicates(estate: TestEstate): string[] {
  const urns = simulatedObjects(estate).map(({ urn }) => urn);
  return urns.filter((urn, index) => urns.indexOf(urn) !== index);
}
