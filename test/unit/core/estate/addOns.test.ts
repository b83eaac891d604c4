import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const addOn = (changes: Readonly<Record<string, string>> = {}, name = "more-buckets"): string => {
  const fields: Record<string, string> = {
    summary: "Five more buckets",
    price: "{ monthly: 20, currency: EUR }",
    tiers: "[starter, standard]",
    entitlements: "{ buckets: 5 }",
    ...changes,
  };
  const spec = Object.entries(fields).map(([key, value]) => `  ${key}: ${value}\n`);
  const metadata = `metadata: { service: iaas, name: ${name}, version: 1 }`;
  return `apiVersion: tenantry.dev/v1\nkind: AddOn\n${metadata}\nspec:\n${spec.join("")}`;
};

/** Loads the example estate with add-ons; initech's iaas subscription takes what is named. */
function load(ordered: string, texts: Readonly<Record<string, string>>) {
  const example = baseTexts();
  const initech = (example["tenants/initech.yaml"] ?? "").replace(
    "      tier: starter@1\n",
    `      tier: starter@1\n      addOns: ${ordered}\n`,
  );
  return loadEstate(estateFiles({ ...example, "tenants/initech.yaml": initech, ...texts }), "estate", serviceKinds);
}

const file = "catalogue/iaas/add-ons/more-buckets@1.yaml";
const problems = (ordered: string, texts: Readonly<Record<string, string>>): string[] => {
  return load(ordered, texts)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map((found) => formatDiagnostic(found).replace(/:\d+:\d+: error/, ""));
};

describe("an add-on", () => {
  test("adds to what the tier grants, and is written down with its price", () => {
    const { estate } = load("[more-buckets@1]", { [file]: addOn() });
    const [web] = estate?.tenants.find(({ resolved }) => resolved.id === "initech")?.resolved.subscriptions ?? [];
    expect(web?.entitlements).toMatchObject({ buckets: 6 });
    expect(web?.addOns).toEqual([{ name: "more-buckets", version: 1, price: { monthly: 20, currency: "EUR" } }]);
    expect(web?.price.monthly).toBe(190);
  });

  test("switches features on, and gives defaults that the manifest's own spec goes before", () => {
    const changes = { features: "{ zones: 2 }", defaults: "{ buckets: [logs] }" };
    const { estate } = load("[more-buckets@1]", { [file]: addOn(changes) });
    const [web] = estate?.tenants.find(({ resolved }) => resolved.id === "initech")?.resolved.subscriptions ?? [];
    expect(web?.features).toMatchObject({ zones: 2, natGateways: "none", dataSubnets: false });
    expect(web?.bundle).toMatchObject({ buckets: [{ name: "assets" }] });
  });

  test.each<[string, string, Record<string, string>, string[]]>([
    [
      "that does not exist",
      "[more-bucket@1]",
      { [file]: addOn() },
      [
        'estate/tenants/initech.yaml TEN211: The add-on "more-bucket@1" does not exist. Allowed: more-buckets@1. Did you mean "more-buckets@1"?',
      ],
    ],
    [
      "for another tier",
      "[more-buckets@1]",
      { [file]: addOn({ tiers: "[standard]" }) },
      [
        'estate/tenants/initech.yaml TEN211: The add-on "more-buckets@1" cannot be had with the tier "starter". Allowed: standard. Remove it, or choose one of these tiers.',
      ],
    ],
    [
      "twice",
      "[more-buckets@1, more-buckets@1]",
      { [file]: addOn() },
      ['estate/tenants/initech.yaml TEN211: The add-on "more-buckets" is there twice. Keep one of the two.'],
    ],
    [
      "that grants what the service has no word for",
      "[]",
      { [file]: addOn({ entitlements: "{ buckts: 5 }" }) },
      [
        `estate/${file} TEN100: The key "buckts" is not known here. Allowed: buckets, volumes, storageGiB, fileSystems, machines, vcpu, memoryGiB, loadBalancers, databases. Did you mean "buckets"?`,
      ],
    ],
    [
      "for a tier that is not there",
      "[]",
      { [file]: addOn({ tiers: "[startr]" }) },
      [
        `estate/${file} TEN202: The tier "startr" of the service "iaas" does not exist. Allowed: standard, starter. Did you mean "starter"?`,
      ],
    ],
    [
      "whose file has another name",
      "[]",
      { "catalogue/iaas/add-ons/buckets.yaml": addOn() },
      [
        "estate/catalogue/iaas/add-ons/buckets.yaml TEN201: The file is catalogue/iaas/add-ons/buckets.yaml and declares iaas/more-buckets@1. " +
          "Move it to catalogue/iaas/add-ons/more-buckets@1.yaml, or correct its metadata.",
      ],
    ],
  ])("%s is refused", (_what, ordered, texts, expected) => {
    expect(problems(ordered, texts)).toEqual(expected);
  });
});

describe("waivers", () => {
  const waivers = (tenant: string): string => {
    const waiver = `{ rule: storage/bucket-encrypted, tenant: ${tenant}, reason: "until the migration", requester: c@b.example, approver: a@b.example, granted: 2026-12-01, expires: 2027-01-01 }`;
    return `apiVersion: tenantry.dev/v1\nkind: Waivers\nspec: { waivers: [${waiver}] }\n`;
  };

  test("belong to tenants of the estate", () => {
    expect(load("[]", { "waivers.yaml": waivers("acme") }).estate?.waivers[0]?.manifest.spec.waivers).toEqual([
      {
        rule: "storage/bucket-encrypted",
        tenant: "acme",
        resource: "*",
        reason: "until the migration",
        requester: "c@b.example",
        approver: "a@b.example",
        granted: "2026-12-01",
        expires: "2027-01-01",
      },
    ]);
    expect(problems("[]", { "waivers.yaml": waivers("acmee") })).toEqual([
      'estate/waivers.yaml TEN219: The estate has no tenant "acmee" to waive a rule for. Did you mean "acme"?',
    ]);
  });
});
