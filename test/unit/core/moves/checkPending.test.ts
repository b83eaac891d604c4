import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";

/** What is said of a pending move of `web` of initech, which has starter@1. */
function said(pending: string, texts: Readonly<Record<string, string>> = {}, more = ""): string[] {
  const manifest = (baseTexts()["tenants/initech.yaml"] ?? "")
    .replace("tier: starter@1", `tier: starter@1\n      pending: { ${pending}, requested: 2026-12-01 }`)
    .replace("  ring: late\n", `  ring: late\n${more}`);
  const files = estateFiles({ ...baseTexts(), "tenants/initech.yaml": manifest, ...texts });
  const { diagnostics } = loadEstate(files, "estate", serviceKinds);
  return diagnostics.map(({ code, severity, field, message, allowed, fix }) =>
    [`${code} ${severity} ${(field ?? "").replace(/^.*\]\./, "")}: ${message}`, allowed, fix]
      .filter(Boolean)
      .join(" | "),
  );
}

const tier = (name: string): string => baseTexts()[`catalogue/iaas/${name}.yaml`] ?? "";

test.each<[string, string, Readonly<Record<string, string>>, string[]]>([
  ["that can be made", "to: standard, when: window, on: 2026-12-06", {}, []],
  [
    "to a tier that does not exist",
    "to: standart@1, when: window, on: 2026-12-06",
    {},
    [
      'TEN230 error pending.to: The tier "standart@1" of the service "iaas" does not exist. | standard@1, starter@1 | Did you mean "standard@1"?',
    ],
  ],
  [
    "to the tier that it has",
    "to: starter@1, when: window, on: 2026-12-06",
    {},
    ['TEN230 error pending.to: The subscription "web" has the tier starter@1 already. | Remove the pending move.'],
  ],
  [
    "to a tier behind another",
    "to: premium, when: window, on: 2026-12-06",
    {
      "catalogue/iaas/premium@1.yaml": tier("standard@1").replace("name: standard", "name: premium"),
      "catalogue/iaas/standard@1.yaml": tier("standard@1").replace(
        "moves: [",
        "moves: [{ to: premium, when: immediate }, ",
      ),
    },
    [
      'TEN230 error pending.to: The subscription "web" has starter@1, from where no move leads to "premium". | standard | Move to standard first, then on from there.',
    ],
  ],
  [
    "that is allowed at a renewal only",
    "to: standard@1, when: window, on: 2026-12-06",
    { "catalogue/iaas/starter@1.yaml": tier("starter@1").replace("immediate", "at-renewal") },
    [
      'TEN231 error pending.when: The subscription "web" has starter@1; the move to "standard" takes effect at a renewal of the contract only. | renewal',
    ],
  ],
  [
    "at a renewal that is none",
    "to: standard@1, when: renewal, on: 2026-12-06",
    {},
    ["TEN231 error pending.on: No period of the contract begins on 2026-12-06. | The next one begins on 2027-01-01."],
  ],
  [
    "to a version that is retired by then",
    "to: standard@1, when: window, on: 2027-01-01",
    { "catalogue/iaas/standard@1.yaml": tier("standard@1").replace("spec:", "status: { retired: 2027-01-01 }\nspec:") },
    [
      "TEN232 error pending.to: standard@1 is retired on 2027-01-01, and the move to it is on 2027-01-01 at the earliest. | Choose another version, or an earlier day.",
    ],
  ],
])("a pending move %s", (_what, pending, texts, expected) => {
  expect(said(pending, texts)).toEqual(expected);
});

test("of a tenant that has left is warned of, whatever it is", () => {
  expect(
    said("to: gold@1, when: window, on: 2026-12-06", {}, "  state: offboarded\n").filter((told) =>
      told.includes("pending"),
    ),
  ).toEqual([
    "TEN235 warning pending: The tenant is offboarded: this move is never carried out. | Remove it: tenantry move … --undo.",
  ]);
});
