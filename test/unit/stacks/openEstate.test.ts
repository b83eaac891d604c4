import { expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { openEstate } from "../../../stacks/openEstate.ts";
import { copyEstate } from "../../helpers/cli.ts";

test("judges an estate with a file as it would be, and writes nothing", () => {
  const estate = copyEstate();
  const files = readdirSync(join(estate.directory, "estate/tenants"));
  const opened = openEstate("estate", estate.directory, {}, { name: "tenants/a.yaml", text: "a: [" });
  const changed = openEstate("estate", estate.directory, {}, { name: "tenants/acme.yaml", text: "a: [" });
  const after = readdirSync(join(estate.directory, "estate/tenants"));
  estate.remove();
  expect(opened.diagnostics.map(({ code, where }) => [code, where?.path])).toEqual([
    ["TEN002", "estate/tenants/a.yaml"],
  ]);
  expect(changed.diagnostics.map(({ code, where }) => [code, where?.path])).toEqual([
    ["TEN002", "estate/tenants/acme.yaml"],
  ]);
  expect(after).toEqual(files);
});
