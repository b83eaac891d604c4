/** The verbs about the catalogue, as a user types them. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, root, type Outcome, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
beforeEach(() => {
  estate = copyEstate("base");
});
afterEach(() => {
  estate.remove();
});

const at = (name: string): string => join(estate.directory, "estate", name);
const lock = (): string => readFileSync(at("catalogue.lock"), "utf8");
const publish = (...args: string[]): Promise<Outcome> => estate.command(["catalogue", "publish", ...args]);

/** Adds a version of iaas' standard tier that grants ten buckets. */
function addVersion(version: number): void {
  const text = readFileSync(at("catalogue/iaas/standard@1.yaml"), "utf8");
  writeFileSync(
    at(`catalogue/iaas/standard@${String(version)}.yaml`),
    text.replace("version: 1", `version: ${String(version)}`).replace("buckets: 5", "buckets: 10"),
  );
}

/** Whether a document is valid by the published schema of its verb. */
function isValid(name: string, json: string): unknown {
  const ajv = new Ajv2020();
  const schema = JSON.parse(generatedFiles()[`reference/json/${name}.schema.json`] ?? "") as object;
  return ajv.validate(schema, JSON.parse(json)) || ajv.errors;
}

describe("catalogue publish", () => {
  test("says that there is nothing to publish, and leaves the lock alone", async () => {
    const before = lock();
    expect(await publish()).toEqual({
      code: 0,
      stdout:
        "Nothing to publish: iaas/standard@1, iaas/starter@1, paas/standard@1, paas/starter@1 stand as published.\n",
      stderr: "",
    });
    expect(lock()).toBe(before);
  });

  test("writes the lock that the example has where there is none", async () => {
    const before = lock();
    rmSync(at("catalogue.lock"));
    const { code, stdout } = await publish();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^VERSION +RESULT +DIGEST\niaas\/standard@1 +published +sha256:[0-9a-f]{64}\n/);
    expect(lock()).toBe(before);
  });

  test("publishes the drafts that are named and no others; the result follows its schema", async () => {
    addVersion(2);
    addVersion(3);
    const { code, stdout } = await publish("iaas/standard@3", "--json");
    expect(code).toBe(0);
    expect(isValid("catalogue-publish", stdout)).toBe(true);
    expect(JSON.parse(stdout)).toMatchObject({ published: [{ version: "iaas/standard@3" }], forgotten: [] });
    expect(lock()).toContain("\niaas/standard@3: sha256:");
    expect(lock()).not.toContain("iaas/standard@2");
  });

  test("publishes the draft that keeps a tenant from a real target", async () => {
    addVersion(2);
    estate.edit("estate.yaml", "aws: sandbox", "aws: real");
    estate.edit("tenants/acme.yaml", "standard@1", "standard@2");
    const before = await estate.command(["validate"]);
    expect([before.code, before.stderr]).toEqual([2, expect.stringContaining("iaas/standard@2 is a draft")]);
    expect((await publish()).code).toBe(0);
    expect((await estate.command(["validate"])).code).toBe(0);
  });

  test("refuses changed content, and an estate that is wrong", async () => {
    const before = lock();
    estate.edit("catalogue/iaas/standard@1.yaml", "buckets: 5", "buckets: 6");
    const { code, stderr } = await publish("iaas/standard@1");
    expect(code).toBe(2);
    expect(stderr).toMatch(/standard@1\.yaml:4:53: error TEN216: iaas\/standard@1 is published and has changed since/);
    expect(lock()).toBe(before);
  });

  test("takes a version off the lock only while no tenant has it", async () => {
    addVersion(2);
    await publish();
    estate.edit("catalogue/iaas/standard@2.yaml", "buckets: 10", "buckets: 20");
    expect((await estate.command(["validate"])).code).toBe(2);
    const again = await publish("--forget", "iaas/standard@2");
    expect([again.code, again.stdout]).toEqual([
      0,
      "VERSION          RESULT     DIGEST\niaas/standard@2  forgotten  -\n",
    ]);
    expect((await estate.command(["validate"])).code).toBe(0);
    const used = await publish("--forget", "iaas/standard@1");
    expect([used.code, used.stderr]).toEqual([
      2,
      "iaas/standard@1 stays published: acme has it. Move them to another version first.\n",
    ]);
  });

  test("takes a version off the lock whose file is gone", async () => {
    addVersion(2);
    await publish();
    rmSync(at("catalogue/iaas/standard@2.yaml"));
    const { code, stderr } = await estate.command(["validate"]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/catalogue\.lock:4:1: error TEN216: .* its file is gone/),
    ]);
    expect((await publish("--forget", "iaas/standard@2")).code).toBe(0);
    expect((await estate.command(["validate"])).code).toBe(0);
  });

  test.each([
    [["iaas/standrd@1"], 'The catalogue has no version "iaas/standrd@1". Did you mean "iaas/standard@1"?\n'],
    [["--forget", "iaas/standard@7"], 'The lock has no version "iaas/standard@7". Did you mean "iaas/standard@1"?\n'],
  ])("knows no version of %j", async (args, message) => {
    expect(await publish(...args)).toEqual({ code: 2, stdout: "", stderr: message });
  });
});

describe("a deprecated tier version", () => {
  test("is a warning: validate shows it and exits with 0", async () => {
    addVersion(2);
    estate.edit(
      "catalogue/iaas/standard@1.yaml",
      "spec:",
      "status: { deprecated: 2020-01-01, successor: standard@2 }\nspec:",
    );
    const { code, stdout, stderr } = await estate.command(["validate"]);
    expect(stderr).toMatch(
      /acme\.yaml:19:13: warning TEN217: iaas\/standard@1 is deprecated since 2020-01-01\. Move to its successor standard@2\./,
    );
    expect([code, stdout]).toEqual([0, "estate is valid: 3 tenants, 5 tier versions\n"]);
    const check = await estate.command(["tiers", "iaas"]);
    expect([check.code, check.stderr]).toEqual([0, expect.stringContaining("warning TEN217")]);
  });
});

describe("a retired tier version", () => {
  test("stops validate, but neither publishing its successor nor looking for another", async () => {
    addVersion(2);
    estate.edit(
      "catalogue/iaas/standard@1.yaml",
      "spec:",
      "status: { retired: 2020-01-01, successor: standard@2 }\nspec:",
    );
    const { code, stderr } = await estate.command(["validate"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("error TEN217: iaas/standard@1 is retired since")]);
    expect((await publish()).code).toBe(0);
    expect(lock()).toContain("iaas/standard@2");
    expect((await estate.command(["tiers", "iaas"])).stdout).toMatch(/^ +STARTER@1 +STANDARD@2$/m);
  });
});

describe("tiers", () => {
  test("compares the tiers of one service, the cheapest first", async () => {
    const { code, stdout } = await estate.command(["tiers", "iaas"]);
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("iaas: Infrastructure as a service");
    expect(lines[2]).toMatch(/^ +STARTER@1 +STANDARD@1$/);
    expect(lines).toContainEqual(expect.stringMatching(/^entitlement buckets +1 +5$/));
    expect(stdout).not.toContain("paas");
  });

  test("compares every service when none is named; the result follows its schema", async () => {
    const { code, stdout } = await estate.command(["tiers", "--json"]);
    expect(code).toBe(0);
    expect(isValid("tiers", stdout)).toBe(true);
    const { services } = JSON.parse(stdout) as { services: { service: string; tiers: { name: string }[] }[] };
    expect(services.map(({ service, tiers }) => [service, tiers.map(({ name }) => name)])).toEqual([
      ["iaas", ["starter", "standard"]],
      ["paas", ["starter", "standard"]],
    ]);
  });

  test("knows no other service", async () => {
    expect(await estate.command(["tiers", "iass"])).toEqual({
      code: 2,
      stdout: "",
      stderr: 'The catalogue has no tier of a service "iass". Did you mean "iaas"?\n',
    });
  });
});

describe("schema", () => {
  test("writes what is missing or old, and nothing else", async () => {
    expect((await estate.command(["schema"])).code).toBe(0);
    rmSync(at("schemas/tier.schema.json"));
    writeFileSync(at("schemas/tenant.schema.json"), "{}");
    const { code, stdout } = await estate.command(["schema", "--json"]);
    expect(code).toBe(0);
    expect(isValid("schema", stdout)).toBe(true);
    const { files } = JSON.parse(stdout) as { files: { name: string; changed: boolean }[] };
    expect(files.filter(({ changed }) => changed).map(({ name }) => name)).toEqual([
      "tenant.schema.json",
      "tier.schema.json",
    ]);
    for (const { name } of files) {
      expect(readFileSync(at(`schemas/${name}`), "utf8")).toBe(generatedFiles()[`../estate/schemas/${name}`]);
    }
  });

  test("writes elsewhere when told, also without an estate", async () => {
    mkdirSync(join(estate.directory, "empty"));
    const { code } = await estate.command(["schema", "--estate", "nowhere", "--out", "empty/schemas"]);
    expect(code).toBe(0);
    // Those that the example has, of all kinds of documents.
    const own = readdirSync(join(root, "estate/schemas")).toSorted();
    expect(readdirSync(join(estate.directory, "empty/schemas")).toSorted()).toEqual(own);
    expect(await estate.command(["schema", "--estate", "nowhere"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "nowhere does not exist. Name the estate with --estate, or a directory with --out.\n",
    });
  });
});
