/** `tenantry new tenant` without a terminal, as a pipeline uses it. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { partAt } from "../../../core/documents/sourceMap.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
const tenants = (): string => join(estate.directory, "estate/tenants");
const written = (id: string): unknown => parse(readFileSync(join(tenants(), `${id}.yaml`), "utf8"));
const examples = ["acme.yaml", "globex.yaml", "initech.yaml"];

const people = ["--technical", "ops@u.example", "--billing", "ap@u.example", "--security", "sec@u.example"];
const web = ["--subscription", "web=iaas/standard@1", "--set", "web.buckets=[assets]"];
const umbrella = ["new", "tenant", "umbrella", "--display-name", "Umbrella", ...people, ...web];

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

test("writes a manifest that is valid, with what was allocated, and says what is next", async () => {
  const { code, stdout, stderr } = await estate.command([
    ...umbrella,
    ...["--subscription", "apps=paas/starter@1", "--set", "apps.environments=[prod]", "--start", "2027-01-01"],
  ]);
  expect(stdout).toBe(
    "estate/tenants/umbrella.yaml is written: web (iaas/standard@1) in eu-central-1-main, apps (paas/starter@1) in eu-shared-1\n",
  );
  expect(stderr).toBe("Next: tenantry preview umbrella\n");
  expect(code).toBe(0);
  expect(written("umbrella")).toEqual({
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id: "umbrella", displayName: "Umbrella" },
    spec: {
      contract: {
        start: "2027-01-01",
        contacts: { technical: "ops@u.example", billing: "ap@u.example", security: "sec@u.example" },
      },
      subscriptions: [
        {
          ...{ name: "web", service: "iaas", tier: "standard@1", cell: "eu-central-1-main" },
          spec: { network: { cidr: "10.40.32.0/20" }, buckets: ["assets"] },
        },
        {
          ...{ name: "apps", service: "paas", tier: "starter@1", cell: "eu-shared-1" },
          spec: { environments: ["prod"] },
        },
      ],
    },
  });
  expect(readdirSync(tenants())).toEqual([...examples, "umbrella.yaml"]);
  expect((await estate.command(["validate"])).stdout).toContain("4 tenants");
});

test("takes what differs from the estate's defaults, and repeats no default", async () => {
  const options = [
    "--ring",
    "late",
    "--currency",
    "CHF",
    "--billing-period",
    "monthly",
    "--time-zone",
    "Europe/Zurich",
  ];
  expect((await estate.command([...umbrella, ...options, "--network-prefix", "24"])).code).toBe(0);
  expect(partAt(written("umbrella"), ["spec"])).toMatchObject({
    contract: { currency: "CHF" },
    ring: "late",
    maintenance: { timeZone: "Europe/Zurich" },
    subscriptions: [{ spec: { network: { cidr: "10.40.32.0/24" } } }],
  });
  expect(partAt(written("umbrella"), ["spec", "contract", "billing"])).toBeUndefined();
});

test("names everything that is missing at once", async () => {
  const { code, stderr } = await estate.command(["new", "tenant", "--billing", "ap@u.example"]);
  expect(stderr.split("\n")).toEqual([
    "There is no terminal to ask on, and these are missing:",
    "  <id>, the first argument",
    "  --display-name <name>",
    "  --technical <email>",
    "  --security <email>",
    "  --subscription <name=service/tier>, such as web=iaas/standard@1",
    "",
  ]);
  expect(code).toBe(2);
  estate.edit(
    "estate.yaml",
    /  defaults:[^]*/.exec(readFileSync(join(estate.directory, "estate/estate.yaml"), "utf8"))?.[0] ?? "",
    "",
  );
  estate.edit(
    "tenants/initech.yaml",
    "  ring: late",
    "  ring: late\n  region: eu-central-1\n  maintenance: { window: Sun 02:00-04:00, timeZone: UTC }",
  );
  estate.edit("tenants/initech.yaml", "    start:", "    currency: EUR\n    billing: monthly\n    start:");
  const apps = ["--subscription", "apps=paas/starter@1"];
  const without = await estate.command(["new", "tenant", "umbrella", "--display-name", "U", ...people, ...apps]);
  expect(without.stderr.split("\n").slice(1)).toEqual([
    "  --region <region>",
    "  --currency <code>",
    "  --billing-period <period>",
    "  --window <window>",
    "  --time-zone <zone>",
    "  --set apps.environments=<value>, such as [prod]",
    "",
  ]);
});

test("names everything that is wrong at once", async () => {
  const { code, stderr } = await estate.command([
    ...["new", "tenant", "../up", "--technical", "nobody", "--ring", "first", "--network-prefix", "/20"],
    ...["--subscription", "web", "--subscription", "a=iaas/x", "--subscription", "a=iaas/y"],
    ...["--set", "b.c=1", "--set", "a", "--set", "a.b=[", "--cell", "a"],
  ]);
  expect(stderr.split("\n")).toEqual([
    "--subscription web: a subscription looks like web=iaas/standard@1.",
    '--subscription a=iaas/y: the name "a" is given twice.',
    "--cell a: a cell looks like web=eu-central-1-main.",
    '--set b.c=1: no --subscription has the name "b"; there are: a.',
    "--set a: a value looks like web.buckets=[assets].",
    expect.stringMatching(/^--set a\.b is \[\. Not valid YAML: .* Put text with special characters in quotes\.$/),
    'The id "../up" is none: a tenant id starts with a letter and has lower-case letters, digits and single hyphens between them.',
    '--technical "nobody": an e-mail address looks like ops@acme.example.',
    expect.stringMatching(/^--ring "first": /),
    "--network-prefix /20: give a whole number from 8 to 30, without a slash.",
    "",
  ]);
  expect(code).toBe(2);
});

describe("nothing is written", () => {
  afterEach(() => {
    expect(readdirSync(tenants())).toEqual(examples);
  });

  test("over a tenant that is there", async () => {
    const before = readFileSync(join(tenants(), "acme.yaml"), "utf8");
    const { code, stderr } = await estate.command([...umbrella].with(2, "acme"));
    expect(stderr).toBe('The estate has a tenant "acme" already; nothing is overwritten. Choose another id.\n');
    expect(code).toBe(2);
    expect(readFileSync(join(tenants(), "acme.yaml"), "utf8")).toBe(before);
  });

  test.each<[string, readonly string[], string]>([
    [
      "a tier that does not exist",
      ["--subscription", "more=iaas/gold@1"],
      'error TEN202: The tier "gold@1" of the service "iaas" does not exist.',
    ],
    ["a cell of another target", ["--cell", "web=eu-shared-1"], 'error TEN204: The cell "eu-shared-1" is kubernetes'],
    [
      "another tenant's network",
      ["--set", "web.network.cidr=10.40.0.0/20"],
      "error TEN207: The network 10.40.0.0/20 overlaps",
    ],
    [
      "more than the tier grants",
      ["--set", "web.buckets=[a, b, c, d, e, f]"],
      "error TEN208: The order comes to buckets: 6",
    ],
    ["a key that is not known", ["--set", "web.bucket=[a]"], 'error TEN100: The key "bucket" is not known here.'],
    [
      "a region without a cell",
      ["--region", "eu-west-9"],
      'error TEN203: The region "eu-west-9" is not one of the estate\'s.',
    ],
  ])("for %s, which is shown in the manifest as it would be", async (_what, options, problem) => {
    const { code, stderr } = await estate.command([...umbrella, ...options]);
    expect(stderr).toContain(
      "Nothing is written: with this tenant the estate would not be valid.\nestate/tenants/umbrella.yaml:",
    );
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/^ {2}\d+ \| /m);
    expect(code).toBe(2);
  });

  test("where no cell has room", async () => {
    estate.edit("estate.yaml", "vpcs: 5", "vpcs: 2");
    const { code, stderr } = await estate.command(umbrella);
    expect(stderr).toContain("eu-central-1-main has 0 of 2 vpcs left, and 1 are needed.\nNothing is written.");
    expect(code).toBe(2);
  });

  test("into an estate that is not valid", async () => {
    estate.edit("tenants/globex.yaml", "ring: early", "ring: erly");
    expect((await estate.command(umbrella)).code).toBe(2);
  });

  test("with --dry-run, which prints the manifest", async () => {
    const { code, stdout } = await estate.command([...umbrella, "--dry-run"]);
    expect(parse(stdout)).toMatchObject({ metadata: { id: "umbrella" } });
    expect(code).toBe(0);
  });
});

test("--json is valid by its published schema and holds the manifest as it is written", async () => {
  const { stdout } = await estate.command([...umbrella, "--json"]);
  const document = JSON.parse(stdout) as Record<string, unknown>;
  const ajv = new Ajv2020();
  const schema = JSON.parse(generatedFiles()["reference/json/new-tenant.schema.json"] ?? "") as object;
  expect([ajv.validate(schema, document), ajv.errors]).toEqual([true, null]);
  expect(document["manifest"]).toBe(readFileSync(join(tenants(), "umbrella.yaml"), "utf8"));
  expect(document["subscriptions"]).toEqual([
    { name: "web", service: "iaas", tier: "standard@1", cell: "eu-central-1-main" },
  ]);
});

test.each(["prod", "no", "null", "con", "true"])("the id %s is written so that it loads again (C13)", async (id) => {
  const displayName = `"${id}": #1\n\u202e- ü 😀`;
  const { code } = await estate.command([...umbrella].with(2, id).with(4, displayName));
  expect(code).toBe(0);
  expect(partAt(written(id), ["metadata"])).toEqual({ id, displayName });
});

test("tenants made one after another get networks of their own", async () => {
  for (const id of ["first", "second", "third"]) expect((await estate.command([...umbrella].with(2, id))).code).toBe(0);
  const networkOf = (id: string): unknown =>
    partAt(written(id), ["spec", "subscriptions", 0, "spec", "network", "cidr"]);
  expect(["first", "second", "third"].map(networkOf)).toEqual(["10.40.32.0/20", "10.40.48.0/20", "10.40.64.0/20"]);
  expect((await estate.command([...umbrella].with(2, "fourth"))).stderr).toContain("0 of 5 vpcs left");
});

test("a file that appears meanwhile is not replaced", async () => {
  writeFileSync(
    join(tenants(), "umbrella.json"),
    readFileSync(join(tenants(), "acme.yaml"), "utf8").replace("id: acme", "id: umbrella"),
  );
  const { code } = await estate.command(umbrella);
  expect(code).toBe(2);
  expect(existsSync(join(tenants(), "umbrella.yaml"))).toBe(false);
});
