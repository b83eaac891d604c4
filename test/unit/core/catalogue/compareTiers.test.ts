import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { compareTiers } from "../../../../core/catalogue/compareTiers.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const texts = baseTexts();
const today = "2027-06-30";

const version = (number: number, status: string, monthly: number): Record<string, string> => ({
  [`catalogue/iaas/standard@${String(number)}.yaml`]: (texts["catalogue/iaas/standard@1.yaml"] ?? "")
    .replace("version: 1", `version: ${String(number)}`)
    .replace("490", String(monthly))
    .replace("spec:", `status: { ${status} }\nspec:`),
});

function tiersOf(changes: Record<string, string>, allVersions: boolean): string[] {
  const { estate, diagnostics } = loadEstate(estateFiles({ ...texts, ...changes }), "estate", serviceKinds, {
    today,
    retired: "warning",
  });
  if (estate === undefined) throw new Error(JSON.stringify(diagnostics));
  const iaas = compareTiers(estate, serviceKinds, { today, allVersions }).find(({ service }) => service === "iaas");
  return (iaas?.tiers ?? []).map((tier) => `${tier.name}@${String(tier.version)} ${tier.state}`);
}

describe("compareTiers", () => {
  const versions = {
    ...version(1, "deprecated: 2027-01-01", 490),
    ...version(2, "", 100),
    ...version(3, "retired: 2027-06-30", 600),
  };

  test("has the highest version of each tier that is not retired, the cheapest first", () => {
    expect(tiersOf(versions, false)).toEqual(["standard@2 draft", "starter@1 draft"]);
  });

  test("has every version when asked to", () => {
    expect(tiersOf(versions, true)).toEqual([
      "standard@2 draft",
      "starter@1 draft",
      "standard@1 deprecated",
      "standard@3 retired",
    ]);
  });

  test("leaves out a tier of which every version is retired", () => {
    expect(tiersOf(version(1, "retired: 2027-01-01", 490), false)).toEqual(["starter@1 draft"]);
  });

  test("names the add-ons that a tier may be had with", () => {
    const addOn = `
apiVersion: tenantry.dev/v1
kind: AddOn
metadata: { service: iaas, name: extra, version: 1 }
spec: { summary: More, price: { monthly: 40, currency: EUR }, tiers: [standard], entitlements: { buckets: 1 } }
`;
    const { estate } = loadEstate(
      estateFiles({ ...texts, "catalogue/iaas/add-ons/extra@1.yaml": addOn }),
      "estate",
      serviceKinds,
    );
    if (estate === undefined) throw new Error("the estate is right");
    const [iaas] = compareTiers(estate, serviceKinds, { today, allVersions: false });
    expect(iaas?.tiers.map(({ name, addOns }) => [name, addOns])).toEqual([
      ["starter", []],
      ["standard", [{ name: "extra", version: 1, monthly: 40, currency: "EUR" }]],
    ]);
  });
});
