/** What customers run today, recorded with the code of its release, must become what today's code makes without losing anything. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { runDocument, type TenantRunResult } from "../../core/results/tenantRun.ts";
import { byHand } from "../helpers/byHand.ts";
import type { TestEstate } from "../helpers/cli.ts";
import { upgradeEstate, upgrades } from "../helpers/upgrades.ts";

jest.setTimeout(300_000);

describe.each(readdirSync(upgrades))("tenants of release %s", (release) => {
  const ids = readdirSync(join(upgrades, release, "states")).map((file) => file.replace(/\.json$/, ""));
  let estate: TestEstate;
  let results: readonly TenantRunResult[];

  beforeAll(async () => {
    estate = upgradeEstate(release);
    const env = await byHand(estate);
    const pulumi = async (...args: string[]): Promise<void> => {
      const outcome = await estate.run("pulumi", [...args, "--non-interactive"], { env });
      if (outcome.code !== 0) throw new Error(outcome.stderr);
    };
    for (const id of ids) {
      await pulumi("stack", "init", id);
      await pulumi("stack", "import", "-s", id, "--file", join(upgrades, release, "states", `${id}.json`));
    }
    const preview = await estate.tenantry(["preview", "--all", "--json"]);
    results = runDocument.parse(JSON.parse(preview.stdout)).results;
  });

  afterAll(() => {
    estate.remove();
  });

  test.each(ids)("%s previews without a replacement or a loss", (id) => {
    const found = results.find(({ tenant }) => tenant === id);
    expect(found).toMatchObject({ result: "previewed", errors: [], changes: { replace: 0, delete: 0 } });
    // Something of the recording is still there: a preview of an empty state would lose nothing either.
    expect((found?.changes.same ?? 0) + (found?.changes.update ?? 0)).toBeGreaterThan(10);
  });
});
