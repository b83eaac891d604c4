/** `tenantry move` as whoever sells meets it: what it says, what it writes, and what it refuses before it writes. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Json } from "../../../core/kinds/serviceKind.ts";
import type { MoveDocument } from "../../../core/results/moves.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { projectName } from "../../../fleet/engine/projectSettings.ts";
import { baseEstate } from "../../helpers/baseEstate.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

const now = "2026-12-24T12:00:00.000Z";

let estate: TestEstate;
const path = (id: string): string => join(estate.directory, "estate/tenants", `${id}.yaml`);
const text = (id: string): string => readFileSync(path(id), "utf8");
const move = (...args: string[]): Promise<Outcome> => estate.command(["move", ...args], now);
const document = ({ stdout }: Outcome): MoveDocument => JSON.parse(stdout) as MoveDocument;

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

/** Writes the state of a stack as the engine keeps it: of which all is left out but what is said to run. */
function running(id: string, subscriptions: Readonly<Record<string, Json>>): void {
  const kept = join(estate.stateDirectory, "state/.pulumi");
  mkdirSync(join(kept, "stacks", projectName), { recursive: true });
  writeFileSync(join(kept, "meta.yaml"), "version: 1\n");
  const stack = { urn: "urn:pulumi:x::x::pulumi:pulumi:Stack::x", type: "pulumi:pulumi:Stack" };
  const latest = { resources: [{ ...stack, outputs: { runs: { subscriptions } } }] };
  writeFileSync(
    join(kept, "stacks", projectName, `${id}.json`),
    JSON.stringify({ version: 3, checkpoint: { latest } }),
  );
}

/** What the tests' own estate has as `web` of initech, with another network or other buckets. */
function webOfInitech(change: Readonly<Record<string, Json>>, tier = { name: "starter", version: 1 }): Json {
  const tenant = baseEstate().tenants.find(({ resolved }) => resolved.id === "initech");
  const bundle = tenant?.resolved.subscriptions[0]?.bundle as Readonly<Record<string, Json>>;
  return { service: "iaas", tier, cell: "eu-central-1-main", bundle: { ...bundle, ...change } };
}

describe("a move that the tier allows at once", () => {
  test("changes the tier, and says what that gives, costs and touches", async () => {
    const before = text("initech");
    const { code, stdout, stderr } = await move("initech", "web", "--to", "standard@1");
    expect([code, stderr]).toEqual([0, "Next: tenantry up initech\n"]);
    expect(stdout).toMatch(/^web of initech \(iaas\): starter@1 → standard@1, now\n/);
    expect(stdout).toContain("price a month: 190.00 EUR → 490.00 EUR, +300.00 EUR");
    expect(stdout).toMatch(/^entitlements\.buckets +1 +5 +gained$/m);
    expect(stdout).toMatch(/^sla\.rpoHours +48 +24 +gained$/m);
    expect(stdout).toMatch(/^support\.hours .* changed$/m);
    expect(stdout).toContain("is predicted to change 10 resources: 3 to create, 7 to update");
    expect(stdout).toContain("Nothing that holds data changes.");
    expect(text("initech")).toBe(before.replace("tier: starter@1", "tier: standard@1"));
  });

  test("writes nothing with --dry-run; --json is valid by its published schema", async () => {
    const before = text("initech");
    const outcome = await move("initech", "web", "--to", "standard", "--dry-run", "--json");
    expect(document(outcome)).toMatchObject({
      ...{ from: "starter@1", to: "standard@1", judgedBy: "manifest", when: "now", refused: [], written: false },
      price: { before: { monthly: 190 }, after: { monthly: 490 }, difference: 300, meters: [] },
    });
    const ajv = new Ajv2020();
    const schema = JSON.parse(generatedFiles()["reference/json/move.schema.json"] ?? "") as object;
    expect([ajv.validate(schema, document(outcome)), ajv.errors]).toEqual([true, null]);
    expect(text("initech")).toBe(before);
  });

  test("changes nothing where the subscription has the tier", async () => {
    const before = text("initech");
    const outcome = await move("initech", "web", "--to", "starter@1");
    expect([outcome.code, outcome.stderr]).toEqual([0, "That is agreed already; nothing changes.\n"]);
    expect(text("initech")).toBe(before);
  });

  test("waits for a window with --when window, and comes back with --undo byte by byte", async () => {
    const before = text("initech");
    const outcome = await move("initech", "web", "--to", "standard@1", "--when", "window", "--json");
    expect(document(outcome)).toMatchObject({
      ...{ when: "window", on: "2026-12-24", written: true },
      window: { begin: "2026-12-27T01:00:00Z", end: "2026-12-27T03:00:00Z" },
    });
    const pending = '      pending: { to: standard@1, when: window, "on": 2026-12-24, requested: 2026-12-24 }\n';
    expect(text("initech")).toBe(before.replace("buckets: [assets]\n", `buckets: [assets]\n${pending}`));
    const again = await move("initech", "web", "--to", "standard@1");
    expect([again.code, again.stderr]).toEqual([0, "That is agreed already; nothing changes.\n"]);
    const other = await move("initech", "web", "--to", "standard");
    expect([other.code, other.stderr]).toEqual([
      2,
      "web of initech has a move pending to standard@1, in a window from 2026-12-24. A subscription has one at most; to take this one away: tenantry move initech web --undo\n",
    ]);
    expect((await move("initech", "web", "--undo", "--dry-run")).stderr).toBe("Nothing is written.\n");
    expect((await move("initech", "web", "--undo")).code).toBe(0);
    expect(text("initech")).toBe(before);
    expect(await move("initech", "web", "--undo")).toEqual({
      ...{ code: 0, stderr: "" },
      stdout: "No move of web of initech is pending; nothing changes.\n",
    });
  });

  test("changes nothing that is resolved, and so nothing that is rendered, while it is pending", async () => {
    const resolved = async (): Promise<string> => (await estate.command(["resolve", "initech", "--json"], now)).stdout;
    const before = await resolved();
    expect((await move("initech", "web", "--to", "standard@1", "--when", "window")).code).toBe(0);
    expect(await resolved()).toBe(before);
  });

  test("is taken back also where the catalogue has changed under it and others", async () => {
    const [web, acme] = [text("initech"), text("acme")];
    const pending = 'pending: { to: gold@1, when: window, "on": 2026-12-24, requested: 2026-12-24 }';
    for (const [id, tier] of [
      ["initech", "starter@1"],
      ["acme", "standard@1"],
    ] as const) {
      writeFileSync(path(id), text(id).replace(`tier: ${tier}\n`, `tier: ${tier}\n      ${pending}\n`));
    }
    expect((await estate.command(["validate"], now)).code).toBe(2);
    expect((await move("initech", "web", "--undo")).code).toBe(0);
    expect((await move("acme", "web", "--undo")).code).toBe(0);
    expect([text("initech"), text("acme")]).toEqual([web, acme]);
    expect((await estate.command(["validate"], now)).code).toBe(0);
  });

  test("of two that are ordered at once, one is made", async () => {
    const [first, second] = await Promise.all([
      move("initech", "web", "--to", "standard@1", "--when", "window"),
      move("initech", "web", "--to", "standard", "--when", "window"),
    ]);
    expect([first.code, second.code].toSorted()).toEqual([0, 2]);
    expect((first.code === 0 ? second : first).stderr).toContain("initech.yaml was changed meanwhile");
    expect(text("initech").match(/pending:/g)).toHaveLength(1);
  });
});

describe("a move at a renewal", () => {
  beforeEach(() => {
    estate.edit("tenants/acme.yaml", "[assets, backups]", "[assets]");
  });

  test("is pending on the next one, or on the one that is named", async () => {
    const before = text("acme");
    expect((await move("acme", "web", "--to", "starter@1")).code).toBe(0);
    expect(text("acme")).toContain(
      'pending: { to: starter@1, when: renewal, "on": 2027-01-01, requested: 2026-12-24 }',
    );
    expect((await move("acme", "web", "--undo")).code).toBe(0);
    expect(text("acme")).toBe(before);
    expect(document(await move("acme", "web", "--to", "starter", "--on", "2027-03-01", "--json")).on).toBe(
      "2027-03-01",
    );
  });

  test.each([
    [["--on", "2027-03-02"], "No period of the contract begins on 2027-03-02. The next one begins on 2027-04-01."],
    [["--on", "2026-12-01"], "2026-12-01 is over; today is 2026-12-24."],
    [["--when", "now"], "This move takes effect at a renewal of the contract only. The next one is on 2027-01-01"],
    [["--when", "window"], "This move takes effect at a renewal of the contract only. The next one is on 2027-01-01"],
  ])("is refused with %j", async (args, message) => {
    const before = text("acme");
    const { code, stderr } = await move("acme", "web", "--to", "starter@1", ...args);
    expect(stderr).toContain(`web of acme to starter@1: ${message}`);
    expect([code, text("acme")]).toEqual([2, before]);
  });

  test("is made at once on the day itself", async () => {
    const { code } = await estate.command(
      ["move", "acme", "web", "--to", "starter@1", "--when", "now"],
      "2027-01-01T00:00:00Z",
    );
    expect(code).toBe(0);
    expect(text("acme")).toContain("tier: starter@1\n");
    expect(text("acme")).toContain('move: { "on": 2027-01-01 }\n');
  });
});

test("a move that needs an approval waits for one, and the approval is written down", async () => {
  estate.edit("catalogue/iaas/starter@1.yaml", "when: immediate", "when: needs-approval");
  rmSync(join(estate.directory, "estate/catalogue.lock"));
  const before = text("initech");
  const lacking = await move("initech", "web", "--to", "standard@1");
  expect([lacking.code, text("initech")]).toEqual([4, before]);
  expect(lacking.stdout).toContain("TEN220: ");
  const hostile = await move("initech", "web", "--to", "standard@1", "--approved-by", "x }\n  state: offboarded");
  expect([hostile.code, text("initech")]).toEqual([2, before]);
  expect((await move("initech", "web", "--to", "standard@1", "--approved-by", "cto@initech.example")).code).toBe(0);
  expect(text("initech")).toContain("move: { approvedBy: cto@initech.example }\n");
});

describe("what would lose data is refused, with the property (C3):", () => {
  test.each<[string, Json, string]>([
    [
      "another network than the one that runs",
      { network: { name: "initech--web", cidr: "10.41.0.0/20", subnets: [] } },
      "network.cidr: 10.41.0.0/20 → 10.40.16.0/20",
    ],
  ])("%s", async (_what, change, property) => {
    running("initech", { web: webOfInitech(change as Readonly<Record<string, Json>>) });
    const before = text("initech");
    const outcome = await move("initech", "web", "--to", "standard@1", "--json");
    expect(document(outcome)).toMatchObject({
      ...{ judgedBy: "state", written: false },
      refused: [{ code: "TEN218", severity: "error" }],
      stateful: [{ effect: "replaced", property }],
    });
    expect(document(outcome).refused[0]?.message).toContain(property);
    expect([outcome.code, text("initech")]).toEqual([1, before]);
  });

  test("a move is judged from the tier that runs, whatever the manifest says", async () => {
    running("initech", { web: webOfInitech({}, { name: "premium", version: 1 }) });
    const outcome = await move("initech", "web", "--to", "standard@1");
    expect(outcome.stdout).toContain(
      'TEN218: The subscription "web" runs premium@1, from where no move leads to "standard".',
    );
    expect(outcome.code).toBe(1);
  });

  test("a state that cannot be read is told, and the manifest taken", async () => {
    running("initech", {});
    writeFileSync(join(estate.stateDirectory, "state/.pulumi/stacks", projectName, "initech.json"), "{");
    const { code, stderr } = await move("initech", "web", "--to", "standard@1");
    expect(stderr).toMatch(/^The state of initech cannot be read, so its manifest is taken for what runs: /);
    expect(code).toBe(0);
  });
});

describe("is refused, and nothing is written:", () => {
  test.each<[string, readonly string[], string]>([
    ["an unknown tenant", ["initec", "web", "--to", "standard@1"], 'no tenant "initec". Did you mean "initech"?'],
    ["a hostile tenant", ["../x\u{1b}[2J", "web", "--to", "x"], 'no tenant "../x\\u001b[2J".'],
    ["an unknown subscription", ["initech", "wep", "--to", "standard@1"], 'no subscription "wep". Did you mean "web"?'],
    [
      "an unknown tier",
      ["initech", "web", "--to", "gold@1"],
      'The tier "gold@1" of the service "iaas" does not exist.',
    ],
    ["a hostile tier", ["initech", "web", "--to", "x }\n  y: 1"], "a tier looks like standard@2"],
    ["no tier", ["initech", "web"], "Say where it moves to"],
    [
      "a day that is none",
      ["initech", "web", "--to", "standard@1", "--when", "window", "--on", "2027-02-30"],
      "a day looks like 2026-12-31.",
    ],
    ["a day for a move now", ["initech", "web", "--to", "standard@1", "--on", "2027-01-01"], "has no day"],
    ["a time and --undo", ["initech", "web", "--undo", "--to", "standard@1"], "cannot be used with option"],
  ])("%s", async (_what, args, message) => {
    const before = text("initech");
    const { code, stderr } = await move(...args);
    expect(stderr).toContain(message);
    expect([code, text("initech")]).toEqual([2, before]);
  });

  test("what the data forbids: more than the tier grants", async () => {
    const { code, stderr } = await move("acme", "web", "--to", "starter@1");
    expect(stderr).toContain("Nothing is written: with this move the estate would not be valid.");
    expect(stderr).toContain("TEN208");
    expect(code).toBe(2);
  });

  test("a tenant that is offboarded", async () => {
    estate.edit("tenants/initech.yaml", "  ring: late\n", "  ring: late\n  state: offboarded\n");
    expect((await move("initech", "web", "--to", "standard@1")).stderr).toContain(
      "initech is offboarded; nothing of it can move.",
    );
  });

  test("a window that never occurs, with the day until which it does not", async () => {
    estate.edit(
      "estate.yaml",
      "  currency: EUR\n",
      "  currency: EUR\n  freezes: [{ from: 2026-01-01, to: 2029-06-30, reason: Takeover }]\n",
    );
    const order = ["initech", "web", "--to", "standard@1", "--when", "window"];
    const never = await move(...order);
    expect([never.code, never.stderr]).toEqual([
      2,
      "No maintenance window of initech (Sun 02:00-04:00, Europe/Berlin) occurs in the sixty weeks from 2026-12-24. The estate's freezes end on 2029-06-30: say --on with a day after it.\n",
    ]);
    const later = await move(...order, "--on", "2029-07-01", "--json");
    expect([later.code, document(later).window?.begin]).toEqual([0, "2029-07-01T00:00:00Z"]);
  });
});

test.each([
  ["JSON", (yaml: unknown) => JSON.stringify(yaml, null, 2), '"tier": "standard@1"'],
  ["JSON on one line", (yaml: unknown) => JSON.stringify(yaml), '"tier":"standard@1"'],
])("a manifest in %s stays so", async (_what, write, expected) => {
  const { parse } = await import("yaml");
  writeFileSync(path("initech"), write(parse(text("initech"))));
  expect((await move("initech", "web", "--to", "standard@1")).code).toBe(0);
  expect(text("initech")).toContain(expected);
});
