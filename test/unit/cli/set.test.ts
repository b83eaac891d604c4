/** `tenantry set` as a user meets it: one line of one file changes, or nothing does. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
const manifest = (): string => join(estate.directory, "estate/tenants/globex.yaml");
const text = (): string => readFileSync(manifest(), "utf8");

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

test("changes the value, keeps its comment, shows the change and says what is next", async () => {
  const before = text();
  const { code, stdout, stderr } = await estate.command([
    "set",
    "globex",
    "spec.subscriptions[apps].tier",
    "standard@1",
  ]);
  expect(stderr).toBe("Next: tenantry preview globex\n");
  expect(stdout).toMatch(
    /^--- estate\/tenants\/globex\.yaml\n\+\+\+ estate\/tenants\/globex\.yaml\n@@ -\d+,5 \+\d+,5 @@\n(?: .*\n){2}-      tier: standard # follows the ring\n\+      tier: standard@1 # follows the ring\n(?: .*\n){2}$/,
  );
  expect(code).toBe(0);
  expect(text()).toBe(before.replace("tier: standard #", "tier: standard@1 #"));
  expect(readdirSync(join(estate.directory, "estate/tenants"))).toEqual(["acme.yaml", "globex.yaml", "initech.yaml"]);
});

test("keeps CRLF and the byte order mark of a file", async () => {
  writeFileSync(manifest(), `\u{FEFF}${text().replaceAll("\n", "\r\n")}`);
  const before = text();
  expect((await estate.command(["set", "globex", "metadata.displayName", '"Globex: AG"'])).code).toBe(0);
  expect(text()).toBe(before.replace("displayName: Globex AG\r\n", 'displayName: "Globex: AG"\r\n'));
});

test("--dry-run shows the change and writes nothing; --json is valid by its published schema", async () => {
  const before = text();
  const { code, stdout } = await estate.command(["set", "globex", "spec.state", "suspended", "--dry-run", "--json"]);
  const document = JSON.parse(stdout) as Record<string, unknown>;
  expect(document).toMatchObject({
    verb: "set",
    tenant: "globex",
    field: "spec.state",
    after: "suspended",
    written: false,
  });
  expect(document["diff"]).toContain("\n+  state: suspended");
  const ajv = new Ajv2020();
  const schema = JSON.parse(generatedFiles()["reference/json/set.schema.json"] ?? "") as object;
  expect([ajv.validate(schema, document), ajv.errors]).toEqual([true, null]);
  expect(code).toBe(0);
  expect(text()).toBe(before);
});

test("a value that is there already changes nothing", async () => {
  const before = text();
  const { code, stdout } = await estate.command(["set", "globex", "spec.ring", "early"]);
  expect([code, stdout]).toEqual([0, "spec.ring of globex is this already; nothing changes.\n"]);
  expect(text()).toBe(before);
});

test("mends a manifest that is wrong", async () => {
  const right = text();
  writeFileSync(manifest(), right.replace("ring: early", "ring: erly"));
  expect((await estate.command(["set", "globex", "spec.ring", "early"])).code).toBe(0);
  expect(text()).toBe(right);
});

describe("is refused, and nothing is written:", () => {
  test.each<[string, readonly string[], string]>([
    [
      "a value that the estate is not valid with",
      ["globex", "spec.subscriptions[0].cell", "eu-shared-2"],
      'error TEN204: The cell "eu-shared-2" does not exist.',
    ],
    [
      "what another tenant has",
      ["initech", "spec.subscriptions[web].spec.network.cidr", "10.40.0.0/20"],
      "error TEN207: The network 10.40.0.0/20 overlaps 10.40.0.0/20 (acme/web",
    ],
    ["another id", ["globex", "metadata.id", "globe"], "metadata.id never changes"],
    [
      "another id in the whole of the metadata",
      ["globex", "metadata", "{ id: globe, displayName: x }"],
      "metadata.id never changes",
    ],
    [
      "a tenant that does not exist",
      ["globx", "spec.state", "active"],
      'The estate has no tenant "globx". Did you mean "globex"?\nTenants: acme, globex, initech.',
    ],
    [
      "a path by a name that does not exist",
      ["globex", "spec.subscriptions[web].tier", "x"],
      "spec.subscriptions[web].tier is no path of this manifest.",
    ],
    [
      "a path through a plain value",
      ["globex", "spec.ring.x", "y"],
      "estate/tenants/globex.yaml: spec.ring is a plain value and has no parts.",
    ],
    ["a value that is not YAML", ["globex", "spec.ring", "[a"], "The value for spec.ring is [a. Not valid YAML"],
    ["an empty value", ["globex", "spec.ring", ""], "The value for spec.ring is empty. For an empty text give '\"\"'."],
    ["a value with an anchor", ["globex", "spec.ring", "&a early"], "The value for spec.ring is &a early."],
  ])("%s", async (_what, args, problem) => {
    const before = text();
    const { code, stderr } = await estate.command(["set", ...args]);
    expect(stderr).toContain(problem);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    expect(text()).toBe(before);
  });
});
