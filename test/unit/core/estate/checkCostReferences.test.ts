import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";

const head = "apiVersion: tenantry.dev/v1\n";
const nodes = "[{ part: nodes, rate: aws.ec2.instance.m7g.2xlarge.hour, quantity: 730 }]";

test.each([
  [
    "usage of a tenant",
    "usage-assumptions",
    `${head}kind: UsageAssumptions\nspec:\n  tenants:\n    acmee: {}\n`,
    'TEN272 warning 5:12 The estate has no tenant "acmee". Did you mean "acme"?',
  ],
  [
    "support of a tenant",
    "support-costs",
    `${head}kind: SupportCosts\nspec:\n  rate: support.hour\n  plans: {}\n  tenants: { acmee: { low: 0, expected: 1, high: 4 } }\n`,
    'TEN272 warning 6:21 The estate has no tenant "acmee". Did you mean "acme"?',
  ],
  [
    "nodes of a tenant",
    "cell-costs",
    `${head}kind: CellCosts\nspec:\n  cells:\n    - cell: eu-shared-1\n      resources: ${nodes}\n` +
      `      weights: { vcpu: 50, memoryGiB: 30, storageGiB: 20 }\n      ownNodes: [{ tenant: acme, resources: ${nodes} }]\n`,
    "TEN274 warning 8:28 The cell \"eu-shared-1\" has no nodes of acme's own. Remove the entry, or add the nodes to the cell's ownNodes.",
  ],
])("costs that nobody bears keep nobody from running: %s that is not there", (_what, name, text, told) => {
  const files = { ...baseTexts(), [`pricebook/${name}.yaml`]: text };
  const { estate, diagnostics } = loadEstate(estateFiles(files), "estate", serviceKinds);
  expect(estate).toBeDefined();
  const briefly = diagnostics.map(
    ({ code, severity, message, fix = "", where }) =>
      `${code} ${severity} ${String(where?.line)}:${String(where?.column)} ${message} ${fix}`,
  );
  expect(briefly).toEqual([told]);
});
