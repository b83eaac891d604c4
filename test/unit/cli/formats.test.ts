/** What `validate` and the other verbs print of an invalid estate, in every format, through the command line. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
const acme = "tenants/acme.yaml";
const place = "estate/tenants/acme.yaml:14:9";
const told = 'spec.ring is "generel". Allowed: early, general, late. Did you mean "general"?';

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

describe("an invalid estate", () => {
  beforeEach(() => {
    estate.edit(acme, "ring: general", "ring: generel");
  });

  const text = `${place}: error TEN103: ${told}
  14 |   ring: generel
     |         ^
1 problem
`;

  test.each(["validate", "validate --format text", "check", "up acme", "status"])(
    "`%s` shows the problem in its file, in plain text where no terminal is",
    async (command) => {
      const outcome = await estate.tenantry(command.split(" "), { env: { FORCE_COLOR: "1" } });
      expect(outcome).toEqual({ code: 2, stdout: "", stderr: text });
    },
  );

  test.each(["validate --json", "validate --format json", "validate --json --format json", "check --json"])(
    "`%s` prints JSON",
    async (command) => {
      const { code, stdout, stderr } = await estate.command(command.split(" "));
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toEqual({
        verb: command.split(" ")[0],
        tenants: 0,
        diagnostics: [
          {
            code: "TEN103",
            severity: "error",
            message: 'spec.ring is "generel".',
            allowed: "early, general, late",
            fix: 'Did you mean "general"?',
            field: "spec.ring",
            where: { path: "estate/tenants/acme.yaml", line: 14, column: 9 },
          },
        ],
      });
      expect(stderr).toBe(command.startsWith("validate") ? "" : text);
    },
  );

  test("`validate --format sarif` prints a log", async () => {
    const { code, stdout, stderr } = await estate.command(["validate", "--format", "sarif"]);
    expect([code, stderr]).toEqual([2, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [{ ruleId: "TEN103", level: "error", message: { text: told } }] }],
    });
  });

  test("`validate --format github` prints annotations and nothing else", async () => {
    expect(await estate.command(["validate", "--format", "github"])).toEqual({
      code: 2,
      stdout: `::error file=estate/tenants/acme.yaml,line=14,col=9,title=TEN103::${told} (${place})\n`,
      stderr: "",
    });
  });
});

describe("formats", () => {
  test.each([
    [
      ["--json", "--format", "sarif"],
      "--json means --format json, and --format sarif is given too; give one of them.\n",
    ],
    [
      ["--format", "xml"],
      "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif, github.\n",
    ],
  ])("%j is a mistake", async (words, stderr) => {
    expect(await estate.command(["validate", ...words])).toEqual({ code: 2, stdout: "", stderr });
  });

  test("of a valid estate: one line, an empty log, and no name that a CI system could take for a command", async () => {
    const valid = "valid: 3 tenants, 4 tier versions\n";
    const of = async (format: string): Promise<string> => {
      const { code, stdout, stderr } = await estate.command(["validate", "--format", format]);
      expect([code, stderr]).toEqual([0, ""]);
      return stdout;
    };
    expect(await of("text")).toBe(`estate is ${valid}`);
    expect(await of("github")).toBe(`The estate is ${valid}`);
    expect(JSON.parse(await of("json"))).toEqual({ verb: "validate", tenants: 3, diagnostics: [] });
    expect(JSON.parse(await of("sarif"))).toMatchObject({ runs: [{ results: [] }] });
  });

  test("a file's name and its content write no line of their own", async () => {
    const name = "x\n::error title=a::b%0A,c\u001b[31m\u202e東\t.yaml";
    writeFileSync(join(estate.directory, "estate/tenants", name), "\tring: \u001b[31m\n");
    const text = await estate.command(["validate"]);
    const lines = text.stderr.split("\n");
    const shown = "estate/tenants/x\\n::error title=a::b%0A,c\\u001b[31m\\u202e東\\t.yaml";
    expect(lines[0]?.startsWith(`${shown}:1:`)).toBe(true);
    expect(text.stderr.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(lines.filter((line) => line.startsWith("::"))).toEqual([]);
    const { stdout } = await estate.command(["validate", "--format", "github"]);
    const commands = stdout.trimEnd().split("\n");
    const file = "estate/tenants/x%0A%3A%3Aerror title=a%3A%3Ab%250A%2Cc\\u001b[31m\u202e東\\t.yaml";
    expect(commands).not.toEqual([""]);
    expect(commands.filter((command) => !command.startsWith(`::error file=${file},line=1,col=`))).toEqual([]);
  });
});
