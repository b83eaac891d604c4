/** `tenantry billing record`: what is added, from which day on, and what is refused. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { BillingRecordDocument } from "../../../core/results/billingRecord.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
const path = (): string => join(estate.directory, "estate/billing/records/acme.yaml");
const text = (): string => readFileSync(path(), "utf8");
const record = (day: string, ...args: string[]): Promise<Outcome> =>
  estate.command(["billing", "record", ...args], `${day}T12:00:00Z`);

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

const created = `# yaml-language-server: $schema=../../schemas/billing-record.schema.json

apiVersion: tenantry.dev/v1
kind: BillingRecord
metadata:
  tenant: acme
spec:
  changes:
    - "on": 2026-12-01
      state: active
      subscriptions:
        - name: web
          service: iaas
          tier: standard@1
`;

test("begins with the contract, and says nothing twice", async () => {
  expect(await record("2026-12-24", "acme")).toEqual({
    ...{ code: 0, stderr: "" },
    stdout: "acme: from 2026-12-01 on active, web iaas/standard@1\n",
  });
  expect(text()).toBe(created);
  expect((await record("2026-12-25", "acme")).stdout).toBe("acme: nothing has changed\n");
  expect(text()).toBe(created);
});

test("appends a suspension from its day on, its end from today or the day that is given, and a tenant's end", async () => {
  await record("2026-12-24", "acme");
  await estate.command(["suspend", "acme", "--reason", "security"], "2026-12-28T12:00:00Z");
  expect((await record("2027-01-04", "acme")).stdout).toBe("acme: from 2026-12-28 on suspended, web iaas/standard@1\n");
  await estate.command(["resume", "acme"], "2027-01-10T12:00:00Z");
  expect((await record("2027-01-12", "acme", "--on", "2027-01-10")).stdout).toBe(
    "acme: from 2027-01-10 on active, web iaas/standard@1\n",
  );
  await estate.command(["offboard", "acme"], "2027-02-01T12:00:00Z");
  const left = await record("2027-02-03", "acme");
  expect(left.stdout).toBe("acme: from 2027-02-01 on offboarded, nothing is billed\n");
  expect(text().startsWith(created)).toBe(true);
  expect(text().match(/"?on"?: \d{4}-\d\d-\d\d/g)).toHaveLength(4);
  expect((await record("2027-02-04", "acme")).stdout).toBe("acme: nothing has changed\n");
});

test("refuses a day that is not after the last change, of one tenant and not of the others", async () => {
  await record("2026-12-24", "acme");
  await estate.command(["set", "acme", "spec.subscriptions[0].spec.buckets", "[assets]"], "2026-12-24T12:00:00Z");
  await estate.command(["set", "acme", "spec.subscriptions[0].tier", "starter@1"], "2026-12-24T12:00:00Z");
  const { code, stdout } = await record("2026-12-24", "--all", "--on", "2026-12-01");
  expect(code).toBe(3);
  expect(stdout.split("\n")[0]).toBe(
    "acme: refused. It would be billed otherwise from 2026-12-01 on, and its last change is on 2026-12-01: give a later day by --on.",
  );
  expect(text()).toBe(created);
  expect(existsSync(join(estate.directory, "estate/billing/records/globex.yaml"))).toBe(true);
});

test("writes nothing with --dry-run, and tells it as JSON", async () => {
  const { code, stdout, stderr } = await record("2026-12-24", "acme", "globex", "--dry-run", "--json");
  const { tenants } = JSON.parse(stdout) as BillingRecordDocument;
  expect([code, stderr]).toEqual([0, "Nothing is written.\n"]);
  expect(tenants.map(({ tenant, written }) => [tenant, written])).toEqual([
    ["acme", false],
    ["globex", false],
  ]);
  expect(tenants[0]?.added).toEqual([
    {
      on: "2026-12-01",
      state: "active",
      subscriptions: [{ name: "web", service: "iaas", tier: "standard@1", addOns: [] }],
    },
  ]);
  expect(existsSync(path())).toBe(false);
});
