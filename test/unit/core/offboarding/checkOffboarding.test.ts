import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";

const texts = baseTexts();
const acme = (lines: string): ReturnType<typeof loadEstate> => {
  const manifest = (texts["tenants/acme.yaml"] ?? "").replace("  ring: general\n", `  ring: general\n${lines}`);
  return loadEstate(estateFiles({ ...texts, "tenants/acme.yaml": manifest }), "estate", serviceKinds);
};
const left = "  state: offboarded\n";

test.each([
  [
    left,
    "estate/tenants/acme.yaml:15:10: warning TEN251: Nothing says until when the data of this tenant is kept, so it is kept for good. Agree on it: tenantry offboard acme",
  ],
  [
    `${left}  offboarding: { requested: 2028-02-28, retainUntil: 2028-03-28 }\n`,
    "estate/tenants/acme.yaml:16:54: warning TEN253: The data is kept until 2028-03-28, and the tier iaas/standard@1 promises that it is kept until 2028-03-29. Name 2028-03-29 or a later day, unless the customer has asked for less.",
  ],
])("what is agreed on too little is told, and stops nobody", (lines, expected) => {
  const { estate, diagnostics } = acme(lines);
  expect(diagnostics.map(formatDiagnostic)).toEqual([expected]);
  expect(estate?.tenants[0]?.resolved.subscriptions).toHaveLength(1);
});

test.each([
  ["is being deleted", "purge: { approved: 2026-12-31, by: ops@northwind.example }"],
  ["never had anything", "provisioned: false"],
])("of a tenant that %s nothing is rendered, and nothing is promised", (_what, more) => {
  const { estate, diagnostics } = acme(
    `${left}  offboarding: { requested: 2026-12-30, retainUntil: 2026-12-31, ${more} }\n`,
  );
  expect(diagnostics).toEqual([]);
  expect(estate?.tenants[0]?.resolved).toMatchObject({ id: "acme", state: "offboarded", subscriptions: [] });
});
