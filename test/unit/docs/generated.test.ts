import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { filesOfKinds } from "../../../docs/filesOfKinds.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { root } from "../../helpers/cli.ts";

const files = generatedFiles();

describe("generated references", () => {
  test.each(Object.keys(files))("%s is current; else run `npm run docs`", (name) => {
    expect(readFileSync(join(root, "docs", name), "utf8")).toBe(files[name]);
  });

  test("what kinds bring is current; else run `npm run docs`", async () => {
    const ofKinds = await filesOfKinds();
    const written = Object.keys(ofKinds).map((name) => [name, readFileSync(join(root, "docs", name), "utf8")]);
    expect(Object.fromEntries(written)).toEqual(ofKinds);
  });

  test.each(["validate", "check", "doctor"])("%s --json is valid by its published schema", (verb) => {
    const { stdout } = spawnSync(process.execPath, [join(root, "cli/bin.js"), verb, "--json"], {
      cwd: root,
      encoding: "utf8",
    });
    const ajv = new Ajv2020();
    const schema = JSON.parse(files[`reference/json/${verb}.schema.json`] ?? "") as object;
    expect([ajv.validate(schema, JSON.parse(stdout)), ajv.errors]).toEqual([true, null]);
  });
});
