import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { estateFiles, exampleTexts } from "../../../helpers/estateFiles.ts";
import { exampleEstate } from "../../../helpers/exampleEstate.ts";

/** What is wrong with the example estate with other entries in `hosts`, without warnings. */
function problems(hosts: string, more: Readonly<Record<string, string>> = {}): string[] {
  const texts = exampleTexts();
  const estate = (texts["estate.yaml"] ?? "").replace("hosts: [saas/shared@1]", `hosts: ${hosts}`);
  const { diagnostics } = loadEstate(estateFiles({ ...texts, "estate.yaml": estate, ...more }), "estate", serviceKinds);
  return diagnostics.filter(({ severity }) => severity === "error").map((found) => formatDiagnostic(found));
}

test("the example's cluster hosts what its pool's tenants share", () => {
  const { shared } = exampleEstate();
  expect([...shared].map(([cell, parts]) => [cell, parts.map(({ service, tier }) => `${service}/${tier}`)])).toEqual([
    ["eu-shared-1", ["saas/shared"]],
  ]);
});

test.each([
  [
    "[saas/shared@1, saas/shard@1]",
    'TEN202: The cell "eu-shared-1" hosts saas/shard@1, which the catalogue does not have. Allowed: saas/business@1, saas/enterprise@1, saas/shared@1. Did you mean "saas/shared@1"?',
  ],
  [
    "[saas/shared@1, mail/basic@1]",
    'TEN202: The cell "eu-shared-1" hosts mail/basic@1, which the catalogue does not have. Allowed: none; the catalogue has no tier of that service.',
  ],
  [
    "[saas/shared@1, paas/starter@2]",
    'TEN210: Tenants of the service "paas" share nothing that a cell could host. Remove the entry; such tenants need nothing of it.',
  ],
  [
    "[saas/shared@1, saas/business@1]",
    "TEN210: saas/business@1 is no pool (isolation bridge): each of its tenants has an application of its own. Remove the entry; its tenants need nothing of the cell's stack.",
  ],
])("hosts: %s is refused where it stands", (hosts, expected) => {
  const found = problems(hosts);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^estate\/estate\.yaml:\d+:\d+: error /);
  expect(found[0]).toContain(expected);
});

test("a tenant of a pool is refused in a cell that does not host its version", () => {
  expect(problems("[saas/other@1]").filter((found) => found.includes("TEN222"))).toEqual([
    expect.stringContaining("tenants/stark.yaml"),
    expect.stringContaining('The cell "eu-shared-1" does not host saas/shared@1'),
  ]);
});

test("no tenant takes the host that a cell's tenants share", () => {
  const texts = exampleTexts();
  const dunder = (texts["tenants/dunder.yaml"] ?? "").replace(
    "notes.dunder.example",
    "eu-shared-1.notes.northwind.example",
  );
  expect(problems("[saas/shared@1]", { "tenants/dunder.yaml": dunder })).toEqual([
    expect.stringMatching(
      /TEN209: The name "eu-shared-1\.notes\.northwind\.example" is taken \(the cell eu-shared-1, /,
    ),
  ]);
});

test("two tenants of one pool have no path in common", () => {
  const texts = exampleTexts();
  const vandelay = (texts["tenants/vandelay.yaml"] ?? "").replace("hosts: [notes.vandelay.example]", "path: stark");
  expect(problems("[saas/shared@1]", { "tenants/vandelay.yaml": vandelay })).toEqual([
    expect.stringMatching(/vandelay\.yaml.*TEN209: The name "stark" is taken \(stark\/notes, /),
  ]);
});
