/**
 * Random lives of ten tenants, verb after verb, against a model: at every step manifests say what was agreed, and taking it back leaves
 * no trace of it.
 */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { lifecycles, onboardFirst, verbNames } from "../../helpers/lifecycle/commands.ts";
import { firstDay, firstTenants } from "../../helpers/lifecycle/model.ts";
import { onFiles } from "../../helpers/lifecycle/systems.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

test("five hundred lives leave what was agreed", async () => {
  const done = new Set<string>();
  const onDone = (verb: string): void => void done.add(verb);
  const real = onFiles(estate, onDone);
  await onboardFirst(real, estate);
  const texts = Object.fromEntries(
    firstTenants.map(([id]) => [id, readFileSync(join(real.directory, "tenants", `${id}.yaml`), "utf8")]),
  );
  const property = fc.asyncProperty(lifecycles(10, { minLength: 3, maxLength: 6 }), async (commands) => {
    estate.onlyTenants(texts);
    const model = { today: firstDay, tenants: new Map(firstTenants) };
    await fc.asyncModelRun(() => ({ model, real }), commands);
  });
  await fc.assert(property, { numRuns: 500 });
  expect(done).toEqual(verbNames);
}, 900_000);
