import { describe, expect, test } from "@jest/globals";

import { checkTerms } from "../../../../core/resolve/checkTerms.ts";
import type { EstateManifest } from "../../../../core/schema/estate.ts";
import type { TenantManifest } from "../../../../core/schema/tenant.ts";

const estate = {
  spec: {
    regions: ["eu-central-1", "eu-west-2", "us-east-1"],
    jurisdictions: { EU: ["eu-central-1"], UK: ["eu-west-2"] },
  },
} as unknown as EstateManifest;

interface Terms {
  readonly region?: string;
  readonly residency?: string;
  readonly window?: string;
  readonly timeZone?: string;
}

const told = ({
  region = "eu-central-1",
  residency,
  window = "Sun 02:00-04:00",
  timeZone = "UTC",
}: Terms): string[] => {
  const contract = residency === undefined ? {} : { residency };
  const tenant = { spec: { region, contract, maintenance: { window, timeZone } } } as unknown as TenantManifest;
  return checkTerms(tenant, estate).map(
    ({ code, path, message, fix }) => `${code} ${path.join(".")}: ${message} ${fix ?? ""}`,
  );
};

describe("a tenant's terms", () => {
  test.each<Terms>([
    {},
    { residency: "EU" },
    { region: "eu-west-2", residency: "UK" },
    { timeZone: "Europe/Berlin" },
    { timeZone: "America/Argentina/Buenos_Aires" },
    { timeZone: "Etc/GMT+5" },
    { window: "Sun 23:00-01:00" },
  ])("%j are fine", (terms) => {
    expect(told(terms)).toEqual([]);
  });

  test.each<[Terms, string]>([
    [
      { region: "eu-centrl-1" },
      'TEN203 spec.region: The region "eu-centrl-1" is not one of the estate\'s. Did you mean "eu-central-1"?',
    ],
    [
      { region: "us-east-1", residency: "EU" },
      'TEN213 spec.region: Data of this tenant has to stay under the jurisdiction "EU", and us-east-1 is not. Choose one of these regions.',
    ],
    [
      { residency: "US" },
      'TEN213 spec.contract.residency: The estate says of no region that it is under the jurisdiction "US". Choose one of them, or add it to the estate\'s spec.jurisdictions.',
    ],
    [
      { residency: "TOSTRING" },
      'TEN213 spec.contract.residency: The estate says of no region that it is under the jurisdiction "TOSTRING". Choose one of them, or add it to the estate\'s spec.jurisdictions.',
    ],
    [
      { timeZone: "Europe/Berln" },
      'TEN214 spec.maintenance.timeZone: The time zone "Europe/Berln" does not exist. Did you mean "Europe/Berlin"?',
    ],
    [
      { timeZone: "+01:00" },
      'TEN214 spec.maintenance.timeZone: The time zone "+01:00" does not exist. Name the city whose clock the customer lives by.',
    ],
    [
      { timeZone: "europe/berlin" },
      'TEN214 spec.maintenance.timeZone: The time zone "europe/berlin" does not exist. Did you mean "Europe/Berlin"?',
    ],
    [
      { window: "Sun 02:00-02:00" },
      "TEN215 spec.maintenance.window: The window Sun 02:00-02:00 begins and ends at once. Let it end later; one that ends before it begins goes on past midnight.",
    ],
  ])("%j are not", (terms, expected) => {
    expect(told(terms)).toEqual([expected]);
  });

  test("a region that the estate does not have is told once", () => {
    expect(told({ region: "mars-north-1", residency: "EU" })).toHaveLength(1);
  });
});
