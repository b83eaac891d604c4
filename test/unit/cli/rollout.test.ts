import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  rolloutDocument,
  rolloutRunDocument,
  rolloutsDocument,
  versionsDocument,
} from "../../../core/results/rollouts.ts";
import { exclusively } from "../../../fleet/fileLock.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { openWindow, rolloutTexts, smallTenant } from "../../helpers/rolloutEstate.ts";

let estate: TestEstate;
/** A window in which nobody is now. */
const closed = openWindow(new Date(Date.now() + 3 * 86_400_000));
const tenants = [
  { id: "anna", maintenance: closed },
  { id: "bert", ring: "early", maintenance: closed },
  { id: "carl", tier: "standard@1" },
];
const start = ["rollout", "start", "apps-2", "--service", "paas", "--tier", "standard", "--to", "2"];
const because = ["--reason", "because of the test"];

const path = (name: string): string => join(estate.directory, "estate", name);
const document = (): string => readFileSync(path("rollouts/apps-2.yaml"), "utf8");

beforeEach(() => {
  estate = copyEstate("base");
  estate.onlyTenants(Object.fromEntries(tenants.map((tenant) => [tenant.id, smallTenant(tenant)])));
  const texts = rolloutTexts(tenants);
  for (const name of ["catalogue/paas/standard@2.yaml", "catalogue.lock"]) writeFileSync(path(name), texts[name] ?? "");
});

afterEach(() => {
  estate.remove();
});

describe("rollout start", () => {
  test("shows the waves and writes nothing on a dry run, and then writes just that", async () => {
    const dry = await estate.command([...start, "--dry-run", "--json"]);
    const told = rolloutDocument.parse(JSON.parse(dry.stdout));
    expect([dry.code, told.written, existsSync(path("rollouts"))]).toEqual([0, false, false]);
    expect(told.rollout).toMatchObject({ from: 1, to: 2, state: "running", tenants: 2, reached: 0 });
    expect(told.tenants.map(({ tenant, wanted }) => [tenant, wanted])).toEqual([
      ["bert", ["apps: standard@1"]],
      ["anna", ["apps: standard@1"]],
    ]);
    expect(told.pinned).toEqual([{ tenant: "carl", subscription: "apps", version: 1, endOfSupport: null }]);
    expect(told.expected.map((wave) => wave.tenants)).toEqual([["bert"], ["anna"]]);

    const real = await estate.command([...start, "--wave", "50%", "--canary", "1", "--budget", "1", "--json"]);
    expect(rolloutDocument.parse(JSON.parse(real.stdout)).written).toBe(true);
    expect(document()).toBe(
      "apiVersion: tenantry.dev/v1\nkind: Rollout\nmetadata:\n  name: apps-2\nspec:\n  service: paas\n  tier: standard\n" +
        "  from: 1\n  to: 2\n  rings:\n    - early\n    - general\n    - late\n  wave:\n    percent: 50\n    canary: 1\n" +
        "  budget:\n    failed: 1\n",
    );
    expect((await estate.command(["validate"])).code).toBe(0);
    expect(readdirSync(path("rollouts"))).toEqual(["apps-2.yaml"]);
  });

  test.each<[readonly string[], string]>([
    [["rollout", "start", "../../x", "--code"], '"../../x" is no name of a rollout'],
    [["rollout", "start", "a b", "--code"], '"a b" is no name of a rollout'],
    [["rollout", "start", "x"], "A rollout takes --service, --tier and --to"],
    [[...start, "--from", "2"], "It would go from standard@2 to standard@2"],
    [[...start, "--to", "7"], "There is no paas/standard@7."],
    [[...start, "--to", "1"], "No version of paas/standard comes before 1: standard@1, standard@2."],
    [[...start, "--tier", "gold"], "There is no paas/gold@"],
    [[...start, "--service", "iaas", "--tier", "starter", "--to", "1"], "No version of iaas/starter comes before 1"],
    [[...start, "--rings", ""], "This is no rollout. spec.rings.0:"],
    [[...start, "--rings", "early"], "The version is released to general, late too"],
    [[...start, "--wave", "0"], "This is no rollout. spec.wave.tenants:"],
    [[...start, "--wave", "3"], "A wave of 3 has more than all 2 tenants that it is of."],
    [[...start, "--wave", "101%"], "give a number such as 10, or a share such as 5%."],
    [[...start, "--budget", "2"], "A budget of 2 lets all 2 tenants fail."],
    [[...start, "--budget", "100%"], "A budget of 2 lets all 2 tenants fail."],
    [[...start, "--probe", "http://a.example/"], "an https URL without a user, a password or a fragment"],
    [[...start, "--probe", "https://a:b@a.example/"], "an https URL without a user, a password or a fragment"],
    [[...start, "--outside-windows"], "--outside-windows takes a --reason"],
    [[...start, "--outside-windows", "--reason", "short"], "This is no rollout. spec.reason:"],
    [["rollout", "start", "x", "--code", "--to", "2"], "cannot be used with"],
    [["rollout", "start", "x", "--code", "--service", "iaas"], "Nobody is of these services and rings"],
  ])("refuses %j and writes nothing", async (args, told) => {
    const { code, stderr } = await estate.command(args);
    expect(stderr).toContain(told);
    expect([code, existsSync(path("rollouts"))]).toEqual([2, false]);
  });

  test("refuses a name that is taken, and a second rollout of the tier", async () => {
    expect((await estate.command(start)).code).toBe(0);
    const before = document();
    expect((await estate.command(start)).stderr).toContain('The estate has a rollout "apps-2" already');
    const second = await estate.command(start.with(2, "apps-b"));
    expect([second.code, second.stderr.includes("TEN241")]).toEqual([2, true]);
    expect(document()).toBe(before);
  });

  test("refuses to roll out what nobody follows", async () => {
    rmSync(path("tenants/anna.yaml"));
    rmSync(path("tenants/bert.yaml"));
    expect((await estate.command(start)).stderr).toContain("Nobody follows paas/standard");
  });
});

describe("a rollout", () => {
  beforeEach(async () => {
    expect((await estate.command(start)).code).toBe(0);
    writeFileSync(path("rollouts/apps-2.yaml"), `# As agreed in OPS-17.\n${document()}`);
  });

  test("is paused, resumed and aborted with a reason, and its file keeps its comments", async () => {
    for (const [order, state] of [
      ["pause", "paused"],
      ["resume", "running"],
      ["abort", "aborted"],
    ] as const) {
      const dry = await estate.command(["rollout", order, "apps-2", ...because, "--dry-run", "--json"]);
      expect(rolloutDocument.parse(JSON.parse(dry.stdout))).toMatchObject({ written: false, rollout: { state } });
      const said = await estate.command(["rollout", order, "apps-2", ...because, "--json"]);
      const told = rolloutDocument.parse(JSON.parse(said.stdout));
      expect(told).toMatchObject({ written: true, rollout: { state, reason: "because of the test" } });
      const again = await estate.command(["rollout", order, "apps-2", "--reason", "for another reason", "--json"]);
      expect(rolloutDocument.parse(JSON.parse(again.stdout)).written).toBe(false);
    }
    expect(document().startsWith("# As agreed in OPS-17.\n")).toBe(true);
    const late = await estate.command(["rollout", "resume", "apps-2", ...because]);
    expect([late.code, late.stderr.includes("It is aborted, and only one that is not over takes this.")]).toEqual([
      2,
      true,
    ]);
    expect((await estate.command(["rollout", "abort", "apps-2", "--reason", "short"])).code).toBe(2);
    expect((await estate.command(["rollout", "pause", "apps-3", ...because])).stderr).toContain(
      'Did you mean "apps-2"?',
    );
  });

  test("that is run while no window is open waits for the first, and touches nothing", async () => {
    const before = document();
    const ran = await estate.command(["rollout", "run", "apps-2", "--json"]);
    const { end, waves, rollout } = rolloutRunDocument.parse(JSON.parse(ran.stdout));
    expect([ran.code, end.end, end.tenants, waves, rollout.wave]).toEqual([0, "wait", ["bert"], [], 0]);
    expect(document()).toBe(before);
  });

  test("that somebody carries out is not carried out by a second, who is told at once who it is", async () => {
    const stateDirectory = path(".tenantry");
    const now = "2026-12-01T00:00:00.000Z";
    const held = { stateDirectory, folder: "rollouts", name: "apps-2", what: "", now, seconds: 0 };
    const before = document();
    const ran = await exclusively(held, () => estate.command(["rollout", "run", "apps-2"]));
    expect([ran.code, ran.stdout, document()]).toEqual([1, "", before]);
    expect(ran.stderr).toMatch(
      new RegExp(
        `The rollout "apps-2" is being carried out by \\S+ on \\S+, process ${String(process.pid)}, since ${now}; waited 0 s\\.`,
      ),
    );
    expect((await estate.command(["rollout", "run", "apps-2"])).code).toBe(0);
  });

  test("whose windows never open says so, and does not wait for ever", async () => {
    estate.edit(
      "estate.yaml",
      "  targets:",
      '  freezes: [{ from: 2020-01-01, to: 2100-01-01, reason: "for ever" }]\n  targets:',
    );
    const ran = await estate.command(["rollout", "run", "apps-2", "--json"]);
    const { end } = rolloutRunDocument.parse(JSON.parse(ran.stdout));
    expect([ran.code, end.end, end.tenants.toSorted()]).toEqual([1, "stuck", ["anna", "bert"]]);
  });

  test("is told of in short and in full, and who is on what", async () => {
    const all = await estate.command(["rollout", "status", "--json"]);
    expect(rolloutsDocument.parse(JSON.parse(all.stdout)).rollouts.map(({ name }) => name)).toEqual(["apps-2"]);
    const one = await estate.command(["rollout", "status", "apps-2"]);
    expect(one.stdout).toContain("paas/standard 1 → 2");
    const versions = await estate.command(["status", "--versions", "--json"]);
    const rows = versionsDocument.parse(JSON.parse(versions.stdout)).versions;
    expect(rows.map(({ tenant, asked, wanted, state, rollout }) => [tenant, asked, wanted, state, rollout])).toEqual([
      ["anna", "standard", "standard@1", "not-provisioned", "apps-2"],
      ["bert", "standard", "standard@1", "not-provisioned", "apps-2"],
      ["carl", "standard@1", "standard@1", "not-provisioned", null],
    ]);
    expect((await estate.command(["status", "--versions"])).stdout).toContain("paas/standard (follows)");
  });
});
