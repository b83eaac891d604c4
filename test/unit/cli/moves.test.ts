/** `tenantry moves` as a pipeline meets it: what is pending, and what is carried out when it is due. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { DueMovesDocument, MovesDocument } from "../../../core/results/moves.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

/** A Thursday; the tenants' windows are on Sundays from 02:00 to 04:00 in Berlin. */
const ordered = "2026-12-24T12:00:00Z";
const inTheWindow = "2026-12-27T01:30:00Z";
const afterIt = "2026-12-27T03:00:00Z";

let estate: TestEstate;
const text = (id: string): string => readFileSync(join(estate.directory, "estate/tenants", `${id}.yaml`), "utf8");
const run = (now: string, ...args: string[]): Promise<Outcome> => estate.command(args, now);
const due = async (now: string, ...more: string[]): Promise<DueMovesDocument["moves"]> => {
  const { stdout } = await run(now, "moves", "--due", "--json", ...more);
  return (JSON.parse(stdout) as DueMovesDocument).moves;
};

beforeEach(async () => {
  estate = copyEstate("base");
  estate.edit("tenants/acme.yaml", "[assets, backups]", "[assets]");
  for (const [id, name, to, ...when] of [
    ["acme", "web", "starter@1"],
    ["initech", "apps", "standard", "--when", "window", "--on", "2026-12-27"],
    ["initech", "web", "standard@1", "--when", "window"],
  ] as const) {
    expect((await run(ordered, "move", id, name, "--to", to, ...when)).code).toBe(0);
  }
});

afterEach(() => {
  estate.remove();
});

describe("the list", () => {
  test("has every pending move by its day", async () => {
    expect((await run(ordered, "moves")).stdout).toBe(
      [
        "TENANT   SUBSCRIPTION  FROM        TO          WHEN                         DAYS LEFT  NOTE",
        "initech  apps          starter@1   standard    window 2026-12-27T01:00:00Z  3          -",
        "initech  web           starter@1   standard@1  window 2026-12-27T01:00:00Z  3          -",
        "acme     web           standard@1  starter@1   renewal 2027-01-01           8          -",
        "",
      ].join("\n"),
    );
  });

  test("is valid by its published schema, and says what is due and overdue", async () => {
    const { stdout } = await run("2027-01-03T02:00:00Z", "moves", "--json");
    const document = JSON.parse(stdout) as MovesDocument;
    const ajv = new Ajv2020();
    const schema = JSON.parse(generatedFiles()["reference/json/moves.schema.json"] ?? "") as object;
    expect([ajv.validate(schema, document), ajv.errors]).toEqual([true, null]);
    expect(
      document.moves.map(({ tenant, subscription, ...rest }) => [
        tenant,
        subscription,
        rest.due,
        rest.overdue,
        rest.daysLeft,
      ]),
    ).toEqual([
      ["acme", "web", true, true, -2],
      ["initech", "apps", true, true, 0],
      ["initech", "web", true, true, 0],
    ]);
  });

  test("of an estate without any says so", async () => {
    estate.remove();
    estate = copyEstate("base");
    expect((await run(ordered, "moves")).stdout).toBe("No move is pending.\n");
    expect((await run(ordered, "moves", "--due")).stdout).toBe("No move is due.\n");
  });
});

describe("what is due", () => {
  test("is carried out while the window is open, and only once", async () => {
    expect(await due("2026-12-27T00:59:59Z")).toEqual([]);
    expect(await due(afterIt)).toEqual([]);
    const before = text("initech");
    expect((await due(inTheWindow, "--dry-run")).map(({ result }) => result)).toEqual(["would-move", "would-move"]);
    expect(text("initech")).toBe(before);
    const { code, stdout, stderr } = await run(inTheWindow, "moves", "--due");
    expect([code, stderr]).toEqual([0, "Next: tenantry up initech\n"]);
    expect(stdout).toContain("2 of 2 moves that are due");
    expect(text("initech")).toBe(
      before
        .replace(/ *pending: .*\n/g, "")
        .replace("starter@1", "standard@1")
        .replace("starter@1", "standard"),
    );
    expect(await due(inTheWindow)).toEqual([]);
  });

  test("at a renewal is carried out from that day on, with the day it was agreed for", async () => {
    expect(await due("2026-12-31T23:59:59Z")).toEqual([]);
    const document = await due("2027-01-02T12:00:00Z");
    expect(document).toMatchObject([{ tenant: "acme", subscription: "web", result: "moved", overdue: true }]);
    expect(text("acme")).toContain("tier: starter@1\n");
    expect(text("acme")).toContain('move: { "on": 2027-01-01 }\n');
    expect(text("acme")).not.toContain("pending");
  });

  test("waits during a freeze, and says so where no window is left", async () => {
    const freeze = (to: string): void => {
      estate.edit("estate.yaml", "spec:\n", `spec:\n  freezes: [{ from: 2026-12-20, to: ${to}, reason: Christmas }]\n`);
    };
    freeze("2027-01-06");
    expect(await due(inTheWindow)).toEqual([]);
    const { stdout } = await run(inTheWindow, "moves");
    expect(stdout).toMatch(/^initech +web .* window 2027-01-10T01:00:00Z +14 +-$/m);
    estate.edit("estate.yaml", "to: 2027-01-06", "to: 2029-01-06");
    expect((await run(inTheWindow, "moves")).stdout).toMatch(
      /^initech +web .* window from 2026-12-24 +- +no window: frozen$/m,
    );
    expect(await due(inTheWindow)).toEqual([]);
  });

  test("of a suspended tenant is told, and waits until it is resumed", async () => {
    expect((await run(ordered, "suspend", "initech", "--reason", "non-payment")).code).toBe(0);
    const before = text("initech");
    const waiting = await due(inTheWindow);
    expect(waiting.map(({ result, waits }) => [result, waits])).toEqual([
      ["waits", "suspended"],
      ["waits", "suspended"],
    ]);
    expect(text("initech")).toBe(before);
    expect((await run(inTheWindow, "resume", "initech")).code).toBe(0);
    expect((await due(inTheWindow)).map(({ result }) => result)).toEqual(["moved", "moved"]);
  });

  test("of a tenant that has left is never carried out", async () => {
    estate.edit("tenants/initech.yaml", "  ring: late\n", "  ring: late\n  state: offboarded\n");
    expect((await due(inTheWindow)).map(({ result, waits }) => [result, waits])).toEqual([
      ["waits", "offboarded"],
      ["waits", "offboarded"],
    ]);
    expect((await run(inTheWindow, "moves")).stderr).toContain("TEN235");
    expect((await run(inTheWindow, "move", "initech", "web", "--undo")).code).toBe(0);
    expect((await due(inTheWindow)).map(({ subscription }) => subscription)).toEqual(["apps"]);
  });

  test("is refused for one and carried out for the others; with what is wrong, and exit code 3", async () => {
    // Meanwhile more is ordered than the tier has.
    estate.edit("tenants/acme.yaml", "buckets: [assets]", "buckets: [assets, logs]");
    const { code, stdout, stderr } = await run("2027-01-03T01:30:00Z", "moves", "--due");
    expect([code, stderr]).toEqual([3, "Next: tenantry up initech\n"]);
    expect(stdout).toMatch(/^web of acme:\n {2}TEN208: /m);
    expect(stdout).toContain("2 of 3 moves that are due");
    expect(text("acme")).toContain("pending: { to: starter@1");
    expect(text("initech")).not.toContain("pending");
    const again = await run("2027-01-03T01:30:00Z", "moves", "--due");
    expect(again.code).toBe(1);
  });

  test("ends the same where a run was killed between two manifests", async () => {
    const before = text("initech");
    // What a run leaves that is killed after acme, the first: on that day nothing else is due.
    await run("2027-01-01T12:00:00Z", "moves", "--due");
    expect([text("acme").includes("pending"), text("initech")]).toEqual([false, before]);
    const at = "2027-01-03T01:30:00Z";
    expect((await due(at)).map(({ tenant, result }) => [tenant, result])).toEqual([
      ["initech", "moved"],
      ["initech", "moved"],
    ]);
    expect(await due(at)).toEqual([]);
  });
});
