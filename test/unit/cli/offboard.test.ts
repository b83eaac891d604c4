/** `tenantry offboard`, `offboardings` and `purge` as a user meets them, but for what needs an engine. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { plusDays } from "../../../core/calendarDays.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
const today = new Date().toISOString().slice(0, 10);
const manifest = (): string => join(estate.directory, "estate/tenants/acme.yaml");
const text = (): string => readFileSync(manifest(), "utf8");
const offboard = (...args: string[]): Promise<Outcome> => estate.command(["offboard", "acme", ...args]);
const hold = ["--hold", "Lawsuit <4711>", "--by", "law@northwind.example"];

/** As if something of a tenant ran: its stack's state, as the engine keeps it in a file. */
function provision(stack: string): void {
  const directory = join(estate.stateDirectory, "state/.pulumi/stacks/tenantry");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "../../meta.yaml"), "version: 1\n");
  const urn = (type: string, name: string): string => `urn:pulumi:${stack}::tenantry::${type}::${name}`;
  const provider = {
    urn: urn("pulumi:providers:aws", "eu-central-1-main"),
    type: "pulumi:providers:aws",
    custom: true,
    id: "1",
  };
  const bucket = {
    ...{ urn: urn("aws:s3/bucket:Bucket", "web--assets"), type: "aws:s3/bucket:Bucket", custom: true, id: "b" },
    ...{ provider: `${provider.urn}::1`, outputs: { bucket: "b" } },
  };
  const checkpoint = { stack: `organization/tenantry/${stack}`, latest: { resources: [provider, bucket] } };
  writeFileSync(join(directory, `${stack}.json`), JSON.stringify({ version: 3, checkpoint }));
}

function expectValid(schema: string, { stdout }: Outcome): unknown {
  const ajv = new Ajv2020({ formats: { date: true, "date-time": true, email: true } });
  const document: unknown = JSON.parse(stdout);
  const published = JSON.parse(generatedFiles()[`reference/json/${schema}.schema.json`] ?? "") as object;
  expect([ajv.validate(published, document), ajv.errors]).toEqual([true, null]);
  return document;
}

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

describe("offboard", () => {
  test("agrees on the end by the tier, says what is next, and changes nothing when it is given again", async () => {
    provision("acme");
    const before = text();
    const { code, stdout, stderr } = await offboard();
    const until = plusDays(today, 30);
    expect([code, stderr]).toEqual([
      0,
      `Next: tenantry up acme, which stops what runs. Its data is kept until ${until}; then: tenantry purge acme\n`,
    ]);
    expect(stdout).toContain(`+    retainUntil: ${until}\n`);
    const written = text();
    expect(written).toBe(
      `${before}  state: offboarded\n  offboarding:\n    requested: ${today}\n    retainUntil: ${until}\n    export:\n      status: offered\n      since: ${today}\n`,
    );
    expect((await offboard()).stdout).toBe("All of that is agreed on for acme already; nothing changes.\n");
    expect(text()).toBe(written);
  });

  test("keeps to the contract where that promises more, and warns where less is asked for", async () => {
    provision("acme");
    estate.edit("tenants/acme.yaml", "    start: 2026-12-01\n", "    start: 2026-12-01\n    retentionDays: 400\n");
    const { stdout, stderr } = await offboard("--dry-run", "--json");
    expect(expectValid("offboard", { code: 0, stdout, stderr })).toMatchObject({ daysLeft: 400, written: false });
    const less = await offboard("--retain-until", today);
    expect(less.code).toBe(0);
    expect(less.stderr).toContain("warning TEN253");
  });

  test("holds, releases and takes back, byte by byte", async () => {
    provision("acme");
    estate.edit("tenants/acme.yaml", "  ring: general", '  state: "suspended" # they do not pay\n  ring: general');
    const before = text();
    expect((await offboard()).code).toBe(0);
    expect(text()).toContain('state: "offboarded" # they do not pay');
    expect((await offboard(...hold)).stderr).toBe("Nothing is deleted while the hold stands.\n");
    expect(text()).toContain(
      `    legalHold:\n      reason: Lawsuit <4711>\n      by: law@northwind.example\n      since: ${today}\n`,
    );
    expect((await offboard("--release", "--export", "delivered")).code).toBe(0);
    const undo = await offboard("--undo", "--json");
    expect(expectValid("offboard", undo)).toMatchObject({ offboarding: null, daysLeft: null, written: true });
    expect(undo.stderr).toContain("\nNext: tenantry up acme, which makes it as it was.\n");
    expect(text()).toBe(before);
  });

  test("of a tenant that never had anything retains nothing", async () => {
    expect((await offboard()).stderr).toBe(
      "Nothing was ever made for acme. Next: tenantry purge acme, which proves it.\n",
    );
    expect(text()).toContain(`offboarding: { requested: ${today}, retainUntil: ${today}, provisioned: false }\n`);
  });

  test.each<[string, string[], number, string]>([
    ["a day that is past", ["--retain-until", "2026-01-01"], 1, "2026-01-01 is past: today is"],
    ["no day", ["--retain-until", "2026-02-30"], 2, "a day looks like 2026-12-31."],
    [
      "a hold without a reason",
      ["--hold", "  ", "--by", "law@northwind.example"],
      2,
      "a reason has 5 characters or more",
    ],
    ["a hold of nobody", ["--hold", "A lawsuit"], 2, "--hold REASON --by EMAIL"],
    ["a hold by no address", ["--hold", "A lawsuit", "--by", "$(id)"], 2, "give an e-mail address."],
    [
      "a reason that moves the cursor",
      ["--hold", "A law\u001b[2Jsuit", "--by", "a@b.example"],
      2,
      "characters that can be seen",
    ],
    ["a hold on one that stays", hold, 2, "First: tenantry offboard acme"],
    ["a release on one that stays", ["--release"], 2, "First: tenantry offboard acme"],
    ["taking back what is not agreed on", ["--undo"], 2, "there is nothing to take back."],
    ["an export of another kind", ["--export", "sold"], 2, "Allowed choices are offered, declined, delivered."],
    ["two things at once", ["--undo", "--release"], 2, "cannot be used with option"],
  ])("refuses %s, and writes nothing", async (_what, args, code, problem) => {
    provision("acme");
    const before = text();
    const outcome = await offboard(...args);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr + outcome.stdout).toContain(problem);
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    expect(text()).toBe(before);
  });

  test("of a tenant whose manifest is gone says what it has, and what to do", async () => {
    provision("acme");
    rmSync(manifest());
    const { code, stderr } = await offboard();
    expect([code, stderr]).toEqual([
      2,
      'The estate has no tenant "acme". A stack of that name has 2 resources: its manifest was deleted, and what it has runs on. ' +
        "Put the manifest back, such as by git, and give this again; a manifest is deleted when `purge` has come to its end.\n",
    ]);
    const listed = await estate.command(["offboardings", "--json"]);
    expect(expectValid("offboardings", listed)).toEqual({
      ...{ verb: "offboardings", offboardings: [] },
      withoutManifest: [{ stack: "acme", resources: 2 }],
    });
    expect((await estate.command(["offboard", "acm"])).stderr).toContain('The estate has no tenant "acm".');
  });
});

describe("offboardings", () => {
  test("shows the stage, the days that are left and the hold", async () => {
    expect((await estate.command(["offboardings"])).stdout).toBe("No tenant leaves.\n");
    provision("acme");
    await offboard();
    await offboard(...hold);
    await estate.command(["offboard", "globex"]);
    const { stdout } = await estate.command(["offboardings"]);
    const until = plusDays(today, 30);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ["TENANT", "STAGE", "SINCE", "DATA UNTIL", "DAYS LEFT", "EXPORT", "NOTE"],
      [
        "acme",
        "stopping",
        today,
        until,
        "30",
        "offered",
        `held by law@northwind.example since ${today}: Lawsuit <4711>`,
      ],
      ["globex", "due", today, today, "0", "-", "tenantry purge globex"],
    ]);
  });
});

describe("purge", () => {
  const purge = (...args: string[]): Promise<Outcome> => estate.command(["purge", "acme", ...args]);
  const over = (more = ""): void => {
    const end = `  state: offboarded\n  offboarding: { requested: 2026-01-01, retainUntil: 2026-02-01${more} }\n`;
    estate.edit("tenants/acme.yaml", "  ring: general\n", `  ring: general\n${end}`);
  };

  test("touches nothing of a tenant that stays, that is kept, or that is held", async () => {
    provision("acme");
    expect(await purge("--yes")).toMatchObject({
      code: 2,
      stderr: "acme is active: only what an agreed end lets go is deleted. First: tenantry offboard acme\n",
    });
    await offboard();
    expect(await purge("--yes", "--by", "a@b.example")).toMatchObject({
      code: 1,
      stderr: `acme is not deleted. Its data is kept until ${plusDays(today, 30)}: 30 days are left.\n`,
    });
    await offboard("--retain-until", today);
    await offboard(...hold);
    expect(await purge("--yes", "--by", "a@b.example")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`A legal hold of law@northwind.example stands since ${today}: Lawsuit <4711>\n`),
    });
    expect(text()).not.toContain("purge:");
  });

  test("wants to be told that it is meant, and who approves it", async () => {
    provision("acme");
    over();
    expect(await purge()).toMatchObject({ code: 2, stderr: expect.stringContaining("Say --yes to do it") });
    expect(await purge("--yes")).toMatchObject({ code: 4, stderr: expect.stringContaining("--by NAME@COMPANY") });
    const dry = await purge("--dry-run", "--json");
    expect(expectValid("purge", dry)).toMatchObject({
      result: "dry-run",
      inState: ["aws:s3/bucket:Bucket web--assets"],
      certificate: null,
    });
    expect(text()).not.toContain("purge:");
  });

  test("does not believe a manifest that its tenant never had anything, where its state has something", async () => {
    provision("acme");
    over(", provisioned: false");
    const { code, stderr } = await purge("--yes", "--by", "a@b.example");
    expect([code, stderr]).toEqual([1, expect.stringContaining("its manifest says that it never had anything")]);
  });
});

test("destroy wants to be told in words why retention does not count", async () => {
  const { code, stderr } = await estate.command(["destroy", "acme", "--yes", "--ignore-retention", "no"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("a reason has 5 characters or more")]);
});
