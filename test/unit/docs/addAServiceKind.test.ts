/** What the how-to shows of a kind is what the fixture has, which a test runs. */
import { expect, test } from "@jest/globals";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../helpers/cli.ts";

const fixture = join(root, "test/fixtures/kinds/journal");
const guide = readFileSync(join(root, "docs/how-to/add-a-service-kind.md"), "utf8");
const excerpts = [...guide.matchAll(/^```(?:ts|yaml) (\S+)\n(.*?)^```$/gms)].map(([, file = "", text = ""]) => ({
  file,
  text,
}));

test.each(excerpts)("the excerpt of $file stands in it", ({ file, text }) => {
  expect(readFileSync(join(fixture, file), "utf8")).toContain(text);
});

test("every file of the kind is shown, but for a type, a page and a list of one", () => {
  const shown = new Set(excerpts.map(({ file }) => file));
  const files = readdirSync(fixture, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(fixture, name)).isFile(),
  );
  expect(files.filter((name) => !shown.has(name)).toSorted()).toEqual([
    "components/journal/bundle.ts",
    "components/journal/policies/rules.ts",
    "components/journal/reference.ts",
  ]);
});
