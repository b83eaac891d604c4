/** A kind that is a folder, a line and the estate's files, on the real engine: nothing of the product knows it beside these. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { join } from "node:path";

import { checkDocument } from "../../../core/results/check.ts";
import { costDocument } from "../../../core/results/costs.ts";
import { auditDocument } from "../../../core/results/evidence.ts";
import { offboardingsDocument, purgeDocument } from "../../../core/results/offboarding.ts";
import { Inventory, type StoredObject } from "../../../sandbox/inventory/inventory.ts";
import { projectWithKind, type ProjectWithKind } from "../../helpers/projectWithKind.ts";
import { runResults } from "../../helpers/runResults.ts";

jest.setTimeout(300_000);

let project: ProjectWithKind;

/** The document that a verb prints with --json. */
const document = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await project.tenantry(...args, "--json")).stdout) as unknown;

const objects = (): readonly StoredObject[] => {
  const inventory = new Inventory(join(project.directory, "estate/.tenantry/inventory.sqlite"));
  try {
    return inventory.list({ stack: "tyrell" });
  } finally {
    inventory.close();
  }
};

beforeAll(() => {
  project = projectWithKind("journal");
});

afterAll(() => {
  project.remove();
});

test("is checked: by its schemas, by what its tier grants, and by its rules", async () => {
  expect(checkDocument.parse(await document("check", "tyrell")).tenants).toMatchObject([
    { tenant: "tyrell", resources: 5, findings: [], money: { price: "49.00", cost: "12.36", margin: "36.64" } },
  ]);
  const manifest = "estate/tenants/tyrell.yaml";
  project.edit(manifest, "[orders, logins]", "[orders, logins, mails, visits]");
  const refused = await project.tenantry("validate");
  expect(refused.code).toBe(2);
  expect(refused.stderr + refused.stdout).toContain(
    "error TEN208: The order comes to journals: 4, and basic@1 grants 3.",
  );
  project.edit(manifest, "[orders, logins, mails, visits]", "[orders, logins]");

  const component = "components/journal/component.ts";
  project.edit(component, "retentionInDays: args.retentionDays", "retentionInDays: 60");
  const [wrong] = checkDocument.parse(await document("check", "tyrell")).tenants;
  expect(wrong?.findings).toEqual([
    {
      rule: "tenancy/journals-as-sold",
      severity: "high",
      enforcement: "mandatory",
      tenant: "tyrell",
      resource: "tenantry:journal:JournalBundle audit",
      message: "The subscription's journals should keep entries for as long as its tier promises.",
    },
  ]);
  project.edit(component, "retentionInDays: 60", "retentionInDays: args.retentionDays");
});

test("has its costs, each by a rate", async () => {
  const { tenants } = costDocument.parse(await document("cost", "tyrell"));
  expect(tenants[0]?.balance).toMatchObject({
    price: "49.00",
    cost: { low: "1.24", expected: "12.36", high: "61.78" },
    margin: "36.64",
    marginPercent: "74.8",
  });
  expect(tenants[0]?.subscriptions[0]?.lines.map(({ part, rate, amount }) => [part, rate, amount?.expected])).toEqual(
    ["orders", "logins"].flatMap((name) => [
      [`journal "${name}"`, "aws.cloudwatch.logs.custom.gib", "6.00"],
      [`journal "${name}"`, "aws.cloudwatch.logs.stored.gibMonth", "0.17753424"],
    ]),
  );
});

test("brings its page and its rules into the reference", async () => {
  const program =
    'import("./docs/filesOfKinds.ts").then(async ({ filesOfKinds }) => console.log(JSON.stringify(await filesOfKinds())));';
  const { stdout } = await project.node("--eval", program);
  const files = JSON.parse(stdout) as Record<string, string>;
  expect(files["reference/journals.md"]).toContain("Usual: 1 to 50 GiB a month.");
  expect(files["reference/policies.md"]).toContain("\n### tenancy/journals-as-sold\n");
});

test("runs, and what runs is judged", async () => {
  const up = await project.tenantry("up", "tyrell", "--json");
  expect(runResults(up)).toMatchObject([
    { tenant: "tyrell", tiers: ["journal/basic@1"], result: "created", resources: 5, errors: [] },
  ]);
  expect(objects().map(({ type, id }) => [type, id])).toEqual([
    ["aws:cloudwatch/logGroup:LogGroup", "/tenantry/tyrell/audit/logins"],
    ["aws:cloudwatch/logGroup:LogGroup", "/tenantry/tyrell/audit/orders"],
  ]);
  const { tenants } = auditDocument.parse(await document("audit", "tyrell", "--of", "state")).evidence;
  const [evidence] = tenants;
  expect(evidence?.results.flatMap(({ failed, unknown }) => [...failed, ...unknown])).toEqual([]);
  const bundle = evidence?.resources.findIndex(({ type }) => type === "tenantry:journal:JournalBundle");
  const own = evidence?.results.find(({ rule }) => rule === "tenancy/journals-as-sold");
  expect(own).toEqual({
    rule: "tenancy/journals-as-sold",
    enforcement: "mandatory",
    passed: [bundle],
    unknown: [],
    failed: [],
  });
});

test("goes when its tenant leaves, and leaves nothing", async () => {
  expect((await project.tenantry("offboard", "tyrell", "--export", "declined")).code).toBe(0);
  expect(runResults(await project.tenantry("up", "tyrell", "--json"))[0]?.result).toBe("unchanged");
  const stage = async () =>
    offboardingsDocument.parse(await document("offboardings")).offboardings.map(({ stage: now }) => now);
  expect(await stage()).toEqual(["retained"]);
  const today = new Date().toISOString().slice(0, 10);
  project.edit("estate/tenants/tyrell.yaml", `requested: ${today}`, "requested: 2026-01-02");
  project.edit("estate/tenants/tyrell.yaml", "retainUntil: ", "retainUntil: 2026-02-01 # ");
  const purged = purgeDocument.parse(await document("purge", "tyrell", "--yes", "--by", "ops@northwind.example"));
  expect(purged).toMatchObject({ result: "purged", left: [], inState: [] });
  expect(purged.certificate?.had.counts).toEqual({ "aws:cloudwatch/logGroup:LogGroup": 2 });
  expect(objects()).toEqual([]);
  expect(await stage()).toEqual(["purged"]);
});
