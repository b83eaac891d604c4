/** `tenantry suspend` and `resume`: what is written, and what comes back. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { ResumeDocument, SuspendDocument } from "../../../core/results/suspension.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

const now = "2026-12-24T12:00:00Z";

let estate: TestEstate;
const path = (): string => join(estate.directory, "estate/tenants/globex.yaml");
const text = (): string => readFileSync(path(), "utf8");
const suspend = (...args: string[]): Promise<Outcome> => estate.command(["suspend", "globex", ...args], now);
const resume = (...args: string[]): Promise<Outcome> => estate.command(["resume", "globex", ...args], now);

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

test("writes state and reason, twice the same once, and takes both back byte by byte", async () => {
  const before = text();
  const first = await suspend("--reason", "non-payment", "--note", "Invoice 17: }, x # overdue");
  expect([first.code, first.stderr]).toEqual([0, "Next: tenantry up globex\n"]);
  const why = '  suspension: { reason: non-payment, since: 2026-12-24, note: "Invoice 17: }, x # overdue" }\n';
  expect(text()).toBe(`${before}${why}  state: suspended\n`);
  const later = await estate.command(["suspend", "globex", "--reason", "non-payment"], "2027-02-01T00:00:00Z");
  expect(later).toEqual({
    ...{ code: 0, stderr: "" },
    stdout: "globex is suspended since 2026-12-24 already, for the same reason; nothing changes.\n",
  });
  expect((await resume()).code).toBe(0);
  expect(text()).toBe(before);
  expect(await resume()).toEqual({ code: 0, stderr: "", stdout: "globex is not suspended; nothing changes.\n" });
});

test("another reason needs --change, and keeps since when", async () => {
  await suspend("--reason", "non-payment", "--note", "Invoice 17");
  const before = text();
  const refused = await estate.command(["suspend", "globex", "--reason", "security"], "2027-02-01T00:00:00Z");
  expect([refused.code, refused.stderr, text()]).toEqual([
    2,
    "globex is suspended since 2026-12-24: non-payment (Invoice 17). To give another reason or note, say --change as well.\n",
    before,
  ]);
  const { stdout } = await estate.command(
    ["suspend", "globex", "--reason", "security", "--change", "--json"],
    "2027-02-01T00:00:00Z",
  );
  expect((JSON.parse(stdout) as SuspendDocument).suspension).toEqual({ reason: "security", since: "2026-12-24" });
  const ended = JSON.parse((await resume("--json")).stdout) as ResumeDocument;
  expect([ended.ended?.reason, ended.written, text().includes("suspen")]).toEqual(["security", true, false]);
});

test("--dry-run writes nothing", async () => {
  const before = text();
  const { code, stdout, stderr } = await suspend("--reason", "security", "--dry-run");
  expect([code, stderr, text()]).toEqual([0, "Nothing is written.\n", before]);
  expect(stdout).toContain("+  state: suspended");
});

test("a tenant that was suspended by hand gets its reason", async () => {
  writeFileSync(path(), text().replace("  ring: early", "  ring: early\n  state: suspended"));
  const told = async (): Promise<string> => (await estate.command(["validate", "--json"], now)).stdout;
  expect(await told()).toContain("TEN234");
  expect((await suspend("--reason", "customer-request")).code).toBe(0);
  expect(text()).toContain("suspension: { reason: customer-request, since: 2026-12-24 }");
  expect(await told()).not.toContain("TEN234");
});

test("changes nothing of what the tenant resolves to but its state", async () => {
  const resolved = async (): Promise<unknown> =>
    JSON.parse((await estate.command(["resolve", "globex", "--json"], now)).stdout);
  const before = JSON.stringify(await resolved());
  await suspend("--reason", "security", "--note", "Key leaked");
  expect(JSON.stringify(await resolved())).not.toMatch(/Key leaked|suspension/);
  await resume();
  expect(JSON.stringify(await resolved())).toBe(before);
});

describe("is refused, and nothing is written:", () => {
  test.each<[string, readonly string[], string]>([
    ["no reason", [], "required option '--reason <reason>' not specified"],
    ["a reason that is none", ["--reason", "mood"], "Allowed choices are non-payment, security, customer-request."],
    ["a note with control characters", ["--reason", "security", "--note", "a\u{1b}[2Jb"], "a note is one line"],
    ["a note of two lines", ["--reason", "security", "--note", "a\n  state: offboarded"], "a note is one line"],
    ["a note without end", ["--reason", "security", "--note", "x".repeat(501)], "TEN104"],
  ])("%s", async (_what, args, message) => {
    const before = text();
    const { code, stderr } = await suspend(...args);
    expect(stderr).toContain(message);
    expect([code, text()]).toEqual([2, before]);
  });

  test("a tenant that is offboarded, or is none", async () => {
    estate.edit("tenants/globex.yaml", "  ring: early", "  ring: early\n  state: offboarded");
    expect((await suspend("--reason", "security")).stderr).toBe("globex is offboarded; there is nothing to suspend.\n");
    expect((await resume()).stderr).toBe("globex is offboarded, not suspended.\n");
    const unknown = await estate.command(["suspend", "glob", "--reason", "security"], now);
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      'The estate has no tenant "glob". Did you mean "globex"?\nTenants: acme, globex, initech.\n',
    ]);
  });
});
