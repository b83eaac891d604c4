import { expect, test } from "@jest/globals";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { openEstate, type OpenedEstate, type OpenOptions } from "../../../stacks/openEstate.ts";
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

test("what is passed over is neither read nor judged, and all else is", () => {
  const estate = copyEstate();
  const broken = "a: [";
  for (const name of ["billing/customers/acme.yaml", "billing/records/nobody.yaml", "pricebook/broken.yaml"])
    writeFileSync(join(estate.directory, "estate", name), broken);
  const open = (passOver: NonNullable<OpenOptions["passOver"]>) => openEstate("estate", estate.directory, { passOver });
  const [all, noBilling, neither] = [open([]), open(["billing"]), open(["billing", "pricebook"])];
  const { directory } = estate;
  writeFileSync(join(directory, "estate/tenants/broken.yaml"), broken);
  const others = open(["billing", "pricebook"]);
  estate.remove();
  const placesOf = ({ diagnostics }: OpenedEstate) => diagnostics.map(({ where }) => where?.path);
  const [price, tenant] = ["estate/pricebook/broken.yaml", "estate/tenants/broken.yaml"];
  expect(placesOf(all)).toEqual(["estate/billing/customers/acme.yaml", "estate/billing/records/nobody.yaml", price]);
  expect(placesOf(noBilling)).toEqual([price]);
  expect(placesOf(neither)).toEqual([]);
  expect(neither.estate?.tenants.map(({ resolved }) => resolved.id)).toContain("acme");
  expect(neither.files.filter(({ name }) => /^(?:billing|pricebook)/.test(name))).toEqual([]);
  expect(placesOf(others)).toEqual([tenant]);
});
