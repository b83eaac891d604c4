/** Bad input through the command line, as a user meets it: one clear message, the place, the exit code, no stack trace. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, root, type Outcome, type TestEstate } from "../../helpers/cli.ts";
import { testUnless } from "../../helpers/skip.ts";
import { noSmallDisk, onSmallDisk } from "../../helpers/smallDisk.ts";

let estate: TestEstate;
const tenants = (): string => join(estate.directory, "estate", "tenants");
const acme = "tenants/acme.yaml";

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  chmodSync(tenants(), 0o755);
  estate.remove();
});

/** A line of a file with its number, or the caret below it. */
function isExcerpt(line: string): boolean {
  return /^ {2} *\d* \|/.test(line);
}

/** Expects these lines of problems, excerpts of files below them, the exit code of invalid input and nothing else. */
function expectProblems(outcome: Outcome, ...problems: string[]): void {
  expect(outcome.stderr + outcome.stdout).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  const lines = `${outcome.stdout}${outcome.stderr}`.split("\n").filter((line) => line !== "" && !isExcerpt(line));
  expect(lines).toEqual([...problems, `${String(problems.length)} problem${problems.length === 1 ? "" : "s"}`]);
  expect(outcome.code).toBe(2);
}

describe("a manifest that is wrong", () => {
  test("is not YAML", async () => {
    writeFileSync(join(tenants(), "acme.yaml"), "a: [");
    const { code, stdout, stderr } = await estate.command(["validate"]);
    expect(stdout + stderr).toMatch(/^estate\/tenants\/acme\.yaml:1:5: error TEN002: Not valid YAML: /m);
    expect(code).toBe(2);
  });

  test("is empty", async () => {
    writeFileSync(join(tenants(), "acme.yaml"), "");
    expectProblems(
      await estate.command(["validate"]),
      "estate/tenants/acme.yaml:1:1: error TEN003: The file is empty. Fill it in, or delete it.",
    );
  });

  test.each([
    {
      wrong: "a key twice",
      from: "  id: acme\n",
      to: "  id: acme\n  id: acme\n",
      problem: "6:3: error TEN004: This key stands in the mapping already. Keep one of the two.",
    },
    {
      wrong: "an unknown key; the nearest known one is named",
      from: "displayName: Acme GmbH",
      to: "displayName: Acme GmbH\n  displayNme: Acme",
      problem:
        '7:3: error TEN100: The key "displayNme" is not known here. Allowed: id, displayName, labels. Did you mean "displayName"?',
    },
    {
      wrong: "a value of the wrong type",
      from: "cidr: 10.40.0.0/20",
      to: "cidr: 7",
      problem:
        '21:26: error TEN102: spec.subscriptions[0].spec.network.cidr is 7. Allowed: text. Put it in quotes: "7".',
    },
  ])("has $wrong", async ({ from, to, problem }) => {
    estate.edit(acme, from, to);
    expectProblems(await estate.command(["validate"]), `estate/tenants/acme.yaml:${problem}`);
  });

  test("names an unknown tier and an unknown region; both are told", async () => {
    estate.edit(acme, "tier: standard@1", "tier: gold");
    estate.edit("tenants/globex.yaml", "region: eu-central-1", "region: eu-nowhere-9");
    const { code, stdout, stderr } = await estate.command(["validate"]);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('acme.yaml:19:13: error TEN202: The tier "gold');
    expect(stdout + stderr).toContain(
      'globex.yaml:13:11: error TEN203: The region "eu-nowhere-9" is not one of the estate\'s. Allowed: eu-central-1.',
    );
  });

  test("has the id of another file, and a name unlike its id", async () => {
    cpSync(join(tenants(), "acme.yaml"), join(tenants(), "zenith.yaml"));
    expectProblems(
      await estate.command(["validate"]),
      'estate/tenants/zenith.yaml:5:7: error TEN200: The tenant id "acme" is declared at estate/tenants/acme.yaml:5:7 already. Give one of them another, or delete one of the files.',
      'estate/tenants/zenith.yaml:5:7: error TEN201: The file\'s name is "zenith" and the tenant\'s id is "acme". Rename the file to acme.yaml, or correct metadata.id.',
      "estate/tenants/zenith.yaml:21:26: error TEN207: The network 10.40.0.0/20 overlaps 10.40.0.0/20 (acme/web, estate/tenants/acme.yaml:21:26). Change one of the two.",
      'estate/tenants/zenith.yaml:22:19: error TEN209: The name "northwind--acme--web--assets" is taken (acme/web, estate/tenants/acme.yaml:22:19). Change one of the two.',
      'estate/tenants/zenith.yaml:22:27: error TEN209: The name "northwind--acme--web--backups" is taken (acme/web, estate/tenants/acme.yaml:22:27). Change one of the two.',
    );
  });

  test.each(["validate", "check", "up --all", "preview acme", "destroy acme --yes", "status", "env"])(
    "stops `%s` before anything is written",
    async (command) => {
      writeFileSync(join(tenants(), "acme.yaml"), "");
      const { code } = await estate.command(command.split(" "));
      expect(code).toBe(2);
      expect(existsSync(estate.stateDirectory)).toBe(false);
    },
  );
});

describe("a disk that does not let it be done", () => {
  const self = process.getuid?.();
  // Permissions do not bind root, so root's tests run as a user without rights.
  const uid = self === 0 ? { uid: 65_534 } : {};
  const readable = spawnSync(process.execPath, [join(root, "cli/bin.js"), "--version"], { ...uid, cwd: "/" });
  const reason = self === undefined ? "no POSIX permissions" : undefined;
  const onDisk = testUnless(
    reason ??
      (readable.status === 0 ? undefined : "another user cannot read this checkout; run the tests as that user"),
  );
  const env = { HOME: "/nonexistent" };

  onDisk("an unreadable directory is named", async () => {
    chmodSync(estate.directory, 0o755);
    chmodSync(tenants(), 0o000);
    const outcome = await estate.tenantry(["validate"], { ...uid, env });
    expectProblems(
      outcome,
      "estate/tenants: error TEN001: estate/tenants may not be read by this user. Correct the path or its permissions; --estate names the estate's directory.",
    );
  });

  onDisk("a directory that cannot be written is named, and nothing is left in it", async () => {
    chmodSync(estate.directory, 0o755);
    const directory = join(estate.directory, "estate");
    const before = readdirSync(directory).sort();
    chmodSync(directory, 0o555);
    const { code, stderr } = await estate.tenantry(["up", "acme"], { ...uid, env });
    chmodSync(directory, 0o755);
    expect(stderr).toMatch(/The disk does not let this be done: EACCES: permission denied, .*\.tenantry/);
    expect(stderr).toContain("Make room or give write access, then run it again.");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    expect(readdirSync(directory).sort()).toEqual(before);
  });

  onDisk("a manifest that is read-only is named and stays as it is, where its directory may be written", async () => {
    chmodSync(estate.directory, 0o755);
    chmodSync(tenants(), 0o777);
    const file = join(tenants(), "globex.yaml");
    chmodSync(file, 0o444);
    const before = [readFileSync(file, "utf8"), readdirSync(tenants())];
    const { code, stderr } = await estate.tenantry(["suspend", "globex", "--reason", "security"], { ...uid, env });
    expect(stderr).toMatch(/The disk does not let this be done: EACCES: permission denied, .*globex\.yaml/);
    expect([code, readFileSync(file, "utf8"), readdirSync(tenants())]).toEqual([2, ...before]);
  });

  testUnless(noSmallDisk())("a full disk stops a run before anything is written", async () => {
    mkdirSync(estate.stateDirectory);
    const up = [process.execPath, join(root, "cli/bin.js"), "up", "acme"];
    const script = '"$@"; echo "exit code $?"; ls -A estate/.tenantry';
    const [program, ...args] = onSmallDisk(estate.stateDirectory, "1m", ["sh", "-c", script, "sh", ...up]);
    const { stdout, stderr } = await estate.run(program, args);
    expect(stdout).toBe("exit code 2\n");
    expect(stderr.split("\n").slice(-2)).toEqual([
      `The disk does not let this be done: ${estate.stateDirectory} has 1.0 MiB free, and a run needs 64 MiB. ` +
        "Make room or give write access, then run it again.",
      "",
    ]);
  });
});
