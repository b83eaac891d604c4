/** `announce`, as a user types it. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { readCalendar } from "../../helpers/calendar.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
beforeEach(() => {
  estate = copyEstate("base");
});
afterEach(() => {
  estate.remove();
});

const december = ["--from", "2099-12-01", "--to", "2099-12-31", "--stamp", "2099-11-01T00:00:00Z"];
const announce = (...args: readonly string[]): Promise<Outcome> => estate.command(["announce", ...args, ...december]);
const written = (name: string): string => readFileSync(join(estate.directory, "told", name), "utf8");

test("writes two files a tenant, by ids alone, and the same bytes again", async () => {
  estate.edit("tenants/acme.yaml", "displayName: Acme GmbH", 'displayName: "../../etc/passwd"');
  const { code, stdout } = await announce("--all", "--out", "told");
  expect([code, stdout]).toEqual([0, "6 files are in told.\n"]);
  const names = ["acme", "globex", "initech"].flatMap((id) => [`${id}.ics`, `${id}.md`]);
  expect(readdirSync(join(estate.directory, "told")).toSorted()).toEqual(names);
  const before = names.map(written);
  expect(readCalendar(written("acme.ics")).events).toHaveLength(4);
  await announce("--all", "--out", "told");
  expect(names.map(written)).toEqual(before);
});

test("prints one tenant's for people, or as a calendar that is whole", async () => {
  const { stdout } = await announce("acme");
  expect(stdout).toMatch(/^# Maintenance for `Acme GmbH`\n/);
  const calendar = await announce("acme", "--format", "ics");
  expect(readCalendar(calendar.stdout).events[0]?.["UID"]).toBe("acme-20991206T010000Z@northwind.tenantry");
});

test("tells nobody who is not active, and its document follows its schema", async () => {
  estate.edit("tenants/acme.yaml", "  ring: general", "  ring: general\n  state: suspended");
  const { code, stdout, stderr } = await announce("acme", "globex", "--json");
  expect(code).toBe(0);
  expect(stderr).toContain("acme is suspended and is told nothing.");
  const document = JSON.parse(stdout) as { announcements: { tenant: string }[] };
  expect(document.announcements.map(({ tenant }) => tenant)).toEqual(["globex"]);
  const ajv = new Ajv2020();
  const schema = JSON.parse(generatedFiles()["reference/json/announce.schema.json"] ?? "") as object;
  expect(ajv.validate(schema, document) || ajv.errors).toBe(true);
});

describe("what cannot be announced is refused:", () => {
  test.each<[string, string[], string]>([
    ["several tenants without a place", ["--all"], "Several announcements need --out DIRECTORY"],
    ["days that run backwards", ["acme", "--to", "2020-01-01"], "--to is 2020-01-01, before --from"],
    ["a day that is not there", ["acme", "--from", "2027-02-30"], "a day looks like 2026-12-31."],
    ["two years", ["acme", "--from", "2027-01-01", "--to", "2028-12-31"], "At most 366 days are told of"],
    ["an instant without UTC", ["acme", "--stamp", "2027-01-01T00:00:00"], "an instant looks like"],
    ["an unknown tenant", ["acmee", "--json"], "acme"],
  ])("%s", async (_name, args, told) => {
    const { code, stderr } = await estate.command(["announce", ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(told);
  });
});
