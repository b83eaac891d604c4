import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";

const head = "apiVersion: tenantry.dev/v1\n";
const record = (tenant: string, state: string): string =>
  `${head}kind: BillingRecord\nmetadata: { tenant: ${tenant} }\nspec:\n  changes: [{ on: 2026-12-01, state: ${state}, subscriptions: [] }]\n`;

function told(files: Readonly<Record<string, string>>): string[] {
  const { estate, diagnostics } = loadEstate(estateFiles({ ...baseTexts(), ...files }), "estate", serviceKinds);
  expect(estate).toBeDefined();
  return diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`);
}

test("a record of nobody is warned of, and that of a tenant that has left is not", () => {
  expect(told({ "billing/records/acne.yaml": record("acne", "active") })).toEqual([
    'TEN281 warning The estate has no tenant "acne".',
  ]);
  expect(told({ "billing/records/acne.yaml": record("acne", "offboarded") })).toEqual([]);
});

test("records are by tenant, and an estate may have no terms", () => {
  const { billing } = loadEstate(
    estateFiles({ ...baseTexts(), "billing/records/acme.yaml": record("acme", "active") }),
    "estate",
    serviceKinds,
  ).estate ?? { billing: undefined };
  expect([...(billing?.records.keys() ?? [])]).toEqual(["acme"]);
  expect(billing?.terms).toBeUndefined();
});
