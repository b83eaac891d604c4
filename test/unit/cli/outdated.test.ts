/** `outdated`, as a user types it. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";

import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
beforeEach(() => {
  estate = copyEstate("base");
});
afterEach(() => {
  estate.remove();
});

/** Retires the tier version that acme is on. */
function retire(): void {
  estate.edit("catalogue/iaas/standard@1.yaml", "\nspec:\n", "\nstatus: { retired: 2020-01-01 }\nspec:\n");
}

test("ends with 0 where nothing has ended, although there is something to look after", async () => {
  const { code, stdout } = await estate.command(["outdated", "globex"]);
  expect(code).toBe(0);
  expect(stdout).toContain("globex/apps   cell eu-shared-1  kubernetes not stated  unknown  not known");
});

test("ends with 1 where something has ended, and its document follows its schema", async () => {
  retire();
  const { code, stdout } = await estate.command(["outdated", "--json"]);
  expect(code).toBe(1);
  const document = JSON.parse(stdout) as { exposures: { tenant: string; state: string }[] };
  expect(document.exposures[0]).toMatchObject({ tenant: "acme", state: "ended", lastDay: "2019-12-31" });
  const schema = JSON.parse(generatedFiles()["reference/json/outdated.schema.json"] ?? "") as object;
  const ajv = new Ajv2020();
  expect(ajv.validate(schema, document) || ajv.errors).toBe(true);
});

test.each(["-1", "ten", "1.5", "10000"])("refuses %s days", async (days) => {
  const { code, stderr } = await estate.command(["outdated", `--within=${days}`]);
  expect(code).toBe(2);
  expect(stderr).toContain("it is a number of days, at most 9999.");
});
