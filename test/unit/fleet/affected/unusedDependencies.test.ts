import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { noteUse, removeUnused, unusedSets } from "../../../../fleet/affected/unusedDependencies.ts";

const day = 24 * 60 * 60_000;
const now = 1_000 * day;
const sets = (...ages: number[]) => ages.map((age) => ({ name: String(age), used: now - age * day }));

test.each([
  [[0, 1, 2, 3, 4, 5, 6, 7], []],
  [
    [9, 8, 7, 6, 5, 4, 3, 2, 1.5, 1.2],
    ["8", "9"],
  ],
  [
    [0, 90, 91, 400],
    ["91", "400"],
  ],
  // Whoever uses one may have begun a while ago.
  [Array.from({ length: 20 }, (_, index) => index / 20), []],
])("of sets that were last used %j days ago, these go: %j", (ages, gone) => {
  expect(unusedSets(sets(...ages), now)).toEqual(gone);
});

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-sets-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("what goes is gone as a whole, what is used stays, and what is no set is left alone", async () => {
  const [folder, temporaries] = [join(directory, "sets"), join(directory, "tmp")];
  mkdirSync(temporaries);
  for (const name of ["old", "used", "new"]) {
    mkdirSync(join(folder, name, "node_modules"), { recursive: true });
    writeFileSync(join(folder, name, "node_modules", "file"), "");
    utimesSync(join(folder, name), 0, name === "new" ? now / 1000 : 0);
  }
  writeFileSync(join(folder, "note"), "");
  utimesSync(join(folder, "note"), 0, 0);
  await noteUse(join(folder, "used"), now - day);
  await removeUnused(folder, temporaries, now);
  expect(readdirSync(folder).toSorted()).toEqual(["new", "note", "used"]);
  expect(readdirSync(temporaries)).toEqual([]);
  await noteUse(join(folder, "nothing of the name"), now);
});
