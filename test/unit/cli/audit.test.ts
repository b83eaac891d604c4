/** `audit` and `audit verify`, as an auditor types them. CASES C14: exceptions are seen and end. C15: what passed is seen too. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { auditDocument, evidence, type Evidence } from "../../../core/results/evidence.ts";
import type { EstateManifest } from "../../../core/schema/estate.ts";
import { checkTenants, stops } from "../../../fleet/check.ts";
import { openEstate } from "../../../stacks/openEstate.ts";
import { appendToTrail, trailFiles } from "../../../fleet/trail/trail.ts";
import { postureOf } from "../../../reports/audit/posture.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { trailRecord } from "../../helpers/trailRecord.ts";

// The first audit loads the SDK.
jest.setTimeout(120_000);

const rule = "logging/flow-logs-of-sensitive-networks";
/** A setting by which tenants of all data classes need flow logs, which these tiers do not have. */
const strict = `  policies:
    settings:
      ${rule}: { dataClasses: [public, internal, confidential, restricted] }
  cells:`;
const reason = "The network is replaced in February";
const waiver = {
  rule,
  tenant: "acme",
  resource: "aws:ec2/subnet:Subnet web-*",
  reason,
  requester: "ops@acme.example",
  approver: "security@northwind.example",
  granted: "2026-12-01",
  expires: "2027-02-15",
};

let estate: TestEstate;
const at = (name: string): string => join(estate.directory, "estate", name);
const waive = (...waivers: readonly object[]): void => {
  const document = { apiVersion: "tenantry.dev/v1", kind: "Waivers", spec: { waivers } };
  writeFileSync(at("waivers.yaml"), JSON.stringify(document));
};
const audit = (...args: string[]) => estate.command(["audit", ...args]);
const evidenceOf = async (...args: string[]): Promise<Evidence> =>
  auditDocument.parse(JSON.parse((await audit("--json", ...args)).stdout)).evidence;
const december = ["--now", "2026-12-24T12:00:00Z"];

beforeAll(() => {
  estate = copyEstate("base");
  writeFileSync(at("estate.yaml"), readFileSync(at("estate.yaml"), "utf8").replace("  cells:", strict));
});
afterAll(() => {
  estate.remove();
});

describe("an audit", () => {
  test("fails for what nobody has waived, and says what passed, failed, and was not applicable, by tenant and control", async () => {
    const { code, stdout } = await audit("--all", ...december);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^TENANT +FAILED +WAIVED +UNKNOWN +PASSED/);
    expect(stdout).toContain(`${rule} (`);
    const found = await evidenceOf("acme", ...december);
    expect(found.tenants.map(({ tenant }) => tenant)).toEqual(["acme"]);
    const [acme] = postureOf(found).tenants;
    expect(acme?.totals).toMatchObject({ failed: 1, waived: 0, unknown: 0, disabled: 0 });
    expect(acme?.totals.passed).toBeGreaterThan(20);
    expect(acme?.totals.notApplicable).toBeGreaterThan(20);
    const iso = found.frameworks.find(({ id }) => id === "iso-27001");
    const outcomes = acme?.frameworks[found.frameworks.findIndex(({ id }) => id === "iso-27001")]?.controls ?? [];
    expect(new Set(outcomes)).toEqual(new Set(["failed", "passed", "notApplicable"]));
    expect(outcomes).toHaveLength(iso?.controls.length ?? 0);
  });

  test("shows a waiver in every report, and is well by it", async () => {
    waive(waiver);
    const { code, stderr } = await audit("acme", "--output", "evidence", ...december);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "The reports are in evidence.\n" });
    const directory = join(estate.directory, "evidence");
    const reports = readdirSync(directory).toSorted();
    expect(reports).toEqual([
      "SHA256SUMS",
      "evidence.json",
      "findings.sarif",
      "junit.xml",
      "oscal-assessment-results.json",
      "report.html",
      "results.csv",
    ]);
    const read = (name: string): string => readFileSync(join(directory, name), "utf8");
    for (const name of reports.slice(1)) expect([name, read(name).includes(reason)]).toEqual([name, true]);
    expect(read("SHA256SUMS").trimEnd().split("\n")).toEqual(
      reports.slice(1).map((name) => `${createHash("sha256").update(read(name)).digest("hex")}  ${name}`),
    );
    expect(evidence.parse(JSON.parse(read("evidence.json"))).waivers).toEqual([{ ...waiver, covers: 2, problems: [] }]);
  });

  test.each([
    ["expired", {}, "2027-02-16T00:00:00Z", "waivers/expired"],
    ["is not granted yet", {}, "2026-11-30T23:59:59Z", "waivers/not-yet-granted"],
    ["waives nothing", { resource: "aws:ec2/subnet:Subnet old-*" }, "2026-12-24T12:00:00Z", "waivers/unused"],
    ["is approved by who asked", { approver: waiver.requester }, "2026-12-24T12:00:00Z", "waivers/self-approved"],
    ["lasts too long", { expires: "2028-12-01" }, "2026-12-24T12:00:00Z", "waivers/too-long"],
  ])("fails by a waiver that %s, and says so", async (_what, told, now, problem) => {
    waive({ ...waiver, ...told });
    expect((await audit("acme", "--now", now)).code).toBe(1);
    const { waivers } = await evidenceOf("acme", "--now", now);
    expect(waivers.flatMap(({ covers, problems }) => [covers, ...problems.map((one) => one.rule)])).toEqual([
      0,
      problem,
    ]);
  });

  test("writes the same bytes twice, and tells what has changed since the last", async () => {
    waive(waiver);
    await audit("--all", "--output", "before", "--format", "json", ...december);
    const previous = ["--previous", "before/evidence.json", "--now", "2027-01-24T12:00:00Z"];
    await audit("--all", "--output", "first", ...previous);
    await audit("--all", "--output", "second", "--no-cache", ...previous);
    const names = readdirSync(join(estate.directory, "first"));
    expect(names).toHaveLength(7);
    for (const name of names) {
      const [first, second] = ["first", "second"].map((run) => readFileSync(join(estate.directory, run, name)));
      expect([name, first?.equals(second ?? Buffer.alloc(0))]).toEqual([name, true]);
    }
    const { previous: told } = evidence.parse(
      JSON.parse(readFileSync(join(estate.directory, "first/evidence.json"), "utf8")),
    );
    const digest = createHash("sha256")
      .update(readFileSync(join(estate.directory, "before/evidence.json")))
      .digest("hex");
    expect(told).toMatchObject({ time: "2026-12-24T12:00:00.000Z", digest });
    expect(readdirSync(join(estate.directory, "before")).toSorted()).toEqual(["SHA256SUMS", "evidence.json"]);
  });

  test("tries one rule for everybody, whatever is waived", async () => {
    waive(waiver);
    const tried = await evidenceOf("--all", "--try", rule, ...december);
    expect(tried.rules.map(({ id }) => id)).toEqual([rule]);
    expect(tried.waivers).toEqual([]);
    expect(postureOf(tried).tenants.map(({ tenant, totals }) => [tenant.tenant, totals.failed])).toEqual([
      ["acme", 1],
      ["globex", 0],
      ["initech", 1],
    ]);
  });

  test.each([
    [
      ["--try", "storage/bucket-encrypt"],
      /^There is no rule "storage\/bucket-encrypt" to try\. Did you mean "storage\/bucket-encrypted"\?/,
    ],
    [["--now", "tomorrow"], /give a moment in UTC, such as 2026-12-31T08:00:00Z/],
    [["--format", "html,pdf"], /"pdf" is none of: html, json, sarif, junit, csv, oscal\./],
    [["--previous", "estate/estate.yaml"], /^estate\/estate\.yaml is no evidence of an audit\./],
    [["--previous", "nowhere.json"], /^nowhere\.json cannot be read: ENOENT/],
    [["acmee"], /Did you mean "acme"\?/],
  ])("refuses %j", async (args, message) => {
    const { code, stdout, stderr } = await audit(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

describe("an estate that speaks of rules", () => {
  test.each(["check", "audit"])("that do not exist is refused by %s, with the place", async (verb) => {
    waive({ ...waiver, rule: "logging/flow-logs-of-sensitive-network" });
    const { code, stderr } = await estate.command([verb]);
    waive(waiver);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /estate\/waivers\.yaml:1:\d+: error TEN219: There is no rule "[^"]+"\.[^]* Did you mean "logging\/flow-logs-of-sensitive-networks"\?/,
    );
  });

  test("is checked by it: what is waived is shown and is no reason to fail, the rest is", async () => {
    const { estate: opened } = openEstate("estate", estate.directory, { today: "2026-12-24" });
    if (opened === undefined) throw new Error("the estate is not valid");
    const acme = opened.tenants.filter(({ resolved }) => resolved.id === "acme");
    const resources = [{ type: "aws:ec2/subnet:Subnet", name: "web-private-a", urn: "urn" }];
    const failed = [{ resource: 0, message: "It should." }];
    const judged = { tenant: "acme", digest: "0".repeat(64), resources };
    const results = [{ rule, passed: [], notApplicable: [], unknown: [], failed }];
    const check = async (today: string) =>
      (await checkTenants([{ ...judged, results }], acme, opened, today))[0]?.findings ?? [];
    const found = { rule, tenant: "acme", severity: "high", resource: "aws:ec2/subnet:Subnet web-private-a" };
    const waived = { approver: "security@northwind.example", expires: "2027-02-15" };
    const finding = { ...found, message: "It should.", enforcement: "mandatory" };
    expect(await check("2026-12-24")).toEqual([{ ...finding, waived }]);
    expect((await check("2026-12-24")).some(stops)).toBe(false);
    const [first, second, ...others] = await check("2027-02-16");
    expect([first, second?.rule, others]).toEqual([finding, "waivers/expired", []]);
    expect((await check("2027-02-16")).every(stops)).toBe(true);
  });
});

describe("the trail", () => {
  const verify = (...args: string[]) => estate.command(["audit", "verify", ...args]);
  const files = () => trailFiles(at(""), { spec: { trail: { directory: ".tenantry/audit" } } } as EstateManifest);
  const append = (subject: string) =>
    appendToTrail(files(), [trailRecord({ subject })], (expected) => trailRecord({ event: "gap", expected }));

  test("is verified, by what reports know of it too", async () => {
    expect(await verify()).toEqual({
      code: 0,
      stdout: "The audit trail has 0 entries. It is as it was written.\n",
      stderr: "",
    });
    await append("acme");
    const { head } = await append("globex");
    await audit("--output", "later", "--format", "json", ...december);
    expect((await verify("--report", "later/evidence.json")).stdout).toBe(
      `The audit trail has 2 entries, and ends with ${head ?? ""}. It is as it was written.\n`,
    );
    const text = readFileSync(files().entries, "utf8");
    writeFileSync(files().entries, text.replace("globex", "hooli"));
    const changed = await verify("--json");
    expect(changed.code).toBe(1);
    expect(JSON.parse(changed.stdout)).toMatchObject({
      verb: "audit verify",
      entries: 2,
      problems: [{ line: 2, message: "The entry was changed: its digest is that of another content." }],
    });
    mkdirSync(join(files().head, ".."), { recursive: true });
    writeFileSync(files().entries, "");
    writeFileSync(files().head, "");
    expect((await verify()).code).toBe(0);
    const cut = await verify("--report", "later/evidence.json");
    expect(cut.stdout).toContain("later/evidence.json knows of 2 entries, and there are 0: the end was cut off.");
    expect(cut.code).toBe(1);
  });

  test("takes nothing but evidence for a report", async () => {
    const { code, stderr } = await verify("--report", "estate/estate.yaml");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^estate\/estate\.yaml is no evidence of an audit\./);
  });
});
