/** `sla`, as a user types it. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { serviceKinds } from "../../../components/registry.ts";
import { jsonSchemas } from "../../../core/schema/jsonSchemas.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
beforeEach(() => {
  estate = copyEstate("base");
  estate.edit("tenants/acme.yaml", "start: 2026-12-01", "start: 2020-01-01");
});
afterEach(() => {
  estate.remove();
});

const incident = (values: object) => ({
  ...{ id: "INC-1", affects: { tenants: ["acme"] }, impact: "full" },
  ...{ from: "2024-02-10T10:00:00+01:00", to: "2024-02-10T11:00:00+01:00" },
  ...values,
});

/** Runs `sla` for February 2024 with these incidents, in JSON. */
function sla(incidents: readonly object[], ...args: readonly string[]): Promise<Outcome> {
  const document = { apiVersion: "tenantry.dev/v1", kind: "Incidents", spec: { incidents } };
  writeFileSync(join(estate.directory, "incidents.json"), JSON.stringify(document, null, 2));
  return estate.command(["sla", "--month", "2024-02", "--incidents", "incidents.json", ...args]);
}

test("prints each subscription with its availability, and why", async () => {
  const { code, stdout } = await sla([incident({})], "acme");
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      "SUBSCRIPTION  TIER        PROMISED  AVAILABLE  RESULT  DOWNTIME  CREDIT",
      "acme/web      standard@1  99.9 %    99.8563 %  missed  3600 s    -",
      "",
      "acme/web: 99.8563 % is less than promised, and standard@1 promises no credits.",
      "  INC-1: 3600 s",
      "",
    ].join("\n"),
  );
});

test("writes a document that follows its schema, and tells of those who were not served", async () => {
  const { code, stdout } = await sla(
    [incident({}), incident({ id: "INC-2", from: "2024-01-01T00:00:00Z", to: "2024-01-01T01:00:00Z" })],
    "--json",
  );
  expect(code).toBe(0);
  const document = JSON.parse(stdout) as object;
  expect(document).toMatchObject({
    measuredUntil: null,
    unmeasured: ["globex", "initech"].map((tenant) => ({ tenant, reason: "The contract starts on 2026-12-01." })),
    ignored: ["INC-2"],
  });
  const ajv = new Ajv2020();
  const schema = JSON.parse(generatedFiles()["reference/json/sla.schema.json"] ?? "") as object;
  expect(ajv.validate(schema, document) || ajv.errors).toBe(true);
});

describe("a file of incidents that is wrong", () => {
  const at = (line: number, column: number, told: string) =>
    `incidents.json:${String(line)}:${String(column)}: error ${told}`;

  test("is refused with all that is wrong, each with its place and what is near", async () => {
    const { code, stderr } = await sla([
      incident({
        affects: { tenants: ["acmee"], cells: ["eu-shared-2"], subscriptions: ["acme/wep"], services: ["pass"] },
      }),
      incident({ to: "2024-02-10T09:00:00Z" }),
      incident({
        id: "INC-3",
        response: { severity: "high", reported: "2024-02-10T10:00:00Z", answered: "2024-02-10T10:30:00+01:00" },
      }),
    ]);
    expect(code).toBe(2);
    for (const told of [
      'The estate has no tenant "acmee". Did you mean "acme"?',
      'The estate has no cell "eu-shared-2". Did you mean "eu-shared-1"?',
      'The estate has no subscription "acme/wep". Did you mean "acme/web"?',
      'The estate has no service with a subscription "pass". Did you mean "paas"?',
      "The incident INC-1 is declared at incidents.json:7:15 already.",
      "It is over at 2024-02-10T09:00:00Z, and begins at 2024-02-10T10:00:00+01:00.",
      "It was answered at 2024-02-10T10:30:00+01:00, before it was reported at 2024-02-10T10:00:00Z.",
    ]) {
      expect(stderr).toContain(told);
    }
    expect(stderr).toContain(at(27, 15, "TEN261: The incident INC-1"));
  });

  const schema = new Ajv2020({ allErrors: true }).compile(jsonSchemas(serviceKinds)["incidents.schema.json"] ?? {});
  const isValid = (values: object) =>
    schema({ apiVersion: "tenantry.dev/v1", kind: "Incidents", spec: { incidents: [incident(values)] } });

  test.each<[string, object, string, boolean]>([
    ["a time without an offset", { from: "2024-02-10T10:00:00" }, "an instant has an offset", true],
    ["a day that is not there", { from: "2024-02-30T10:00:00Z" }, "the instant does not exist", false],
    ["parts of seconds", { from: "2024-02-10T10:00:00.5Z" }, "an instant has an offset and no parts of seconds", true],
    ["nobody affected", { affects: {} }, "an incident affects somebody", false],
    ["a partial impact without a fraction", { impact: "partial" }, "a partial impact has a fraction", false],
    ["a full impact with one", { fraction: 0.5 }, "a full one has none", false],
    ["a fraction that is a whole", { impact: "partial", fraction: 1 }, "fraction", true],
    ["an unknown key", { planned: true }, "planned", true],
    ["a hostile id", { id: "x\u001b[31m" }, "an incident's id looks like", true],
  ])("is refused for %s", async (_name, values, told, schemaKnows) => {
    const { code, stderr } = await sla([incident(values)]);
    expect(code).toBe(2);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain("\u001b[31m");
    expect(isValid({})).toBe(true);
    expect(isValid(values)).toBe(!schemaKnows);
  });

  test("is a document of problems with --json", async () => {
    const { code, stdout } = await sla([incident({ affects: { tenants: ["nobody"] } })], "--json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      verb: "sla",
      diagnostics: [{ code: "TEN261", field: "spec.incidents[0].affects.tenants[0]" }],
    });
  });

  test("is told of where it is not there", async () => {
    const { code, stderr } = await estate.command(["sla", "--month", "2024-02", "--incidents", "none.yaml"]);
    expect(code).toBe(2);
    expect(stderr).toBe("none.yaml cannot be read: ENOENT.\n");
  });
});

test.each([
  ["2024-13", "a month looks like 2026-11."],
  ["february", "a month looks like 2026-11."],
  ["9999-01", "The month 9999-01 has not begun; today is "],
])("the month %s is refused", async (month, told) => {
  const { code, stderr } = await estate.command(["sla", "--month", month, "--incidents", "none.yaml"]);
  expect(code).toBe(2);
  expect(stderr).toContain(told);
});
