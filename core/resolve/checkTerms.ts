import { didYouMean } from "../diagnostics/nearest.ts";
import { isTimeZone } from "../maintenance/timeZone.ts";
import { ownValue } from "../ownValue.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import type { LocalProblem } from "../documents/localProblem.ts";

/** What a tenant's own terms get wrong: region, residency, time zone and window. Paths begin at the manifest's top. */
export function checkTerms({ spec }: TenantManifest, estate: EstateManifest): LocalProblem[] {
  return [...checkRegion(spec.region, estate), ...checkResidency(spec, estate), ...checkMaintenance(spec.maintenance)];
}

function checkRegion(region: string, { spec: { regions } }: EstateManifest): LocalProblem[] {
  if (regions.includes(region)) return [];
  return [
    {
      code: "TEN203",
      path: ["spec", "region"],
      message: `The region "${region}" is not one of the estate's.`,
      allowed: regions.join(", "),
      fix: didYouMean(region, regions) ?? "Choose one of them, or add it to the estate's spec.regions.",
    },
  ];
}

/** The regions under a jurisdiction, which may be any text; undefined when the estate says of none that it is. */
export function regionsUnder(
  jurisdiction: string,
  jurisdictions: EstateManifest["spec"]["jurisdictions"],
): readonly string[] | undefined {
  return ownValue(jurisdictions, jurisdiction);
}

function checkResidency(
  spec: TenantManifest["spec"],
  { spec: { jurisdictions, regions: estateRegions } }: EstateManifest,
): LocalProblem[] {
  const { residency } = spec.contract;
  if (residency === undefined) return [];
  const path = ["spec", "contract", "residency"];
  const known = Object.keys(jurisdictions).toSorted();
  const regions = regionsUnder(residency, jurisdictions);
  if (regions === undefined) {
    const message = `The estate says of no region that it is under the jurisdiction "${residency}".`;
    const allowed = known.join(", ") || "the estate's spec.jurisdictions names none";
    const fix = "Choose one of them, or add it to the estate's spec.jurisdictions.";
    return [{ code: "TEN213", path, message, allowed, fix }];
  }
  // A region that the estate does not have is a problem of its own.
  if (regions.includes(spec.region) || !estateRegions.includes(spec.region)) return [];
  return [
    {
      code: "TEN213",
      path: ["spec", "region"],
      message: `Data of this tenant has to stay under the jurisdiction "${residency}", and ${spec.region} is not.`,
      allowed: regions.join(", "),
      fix: "Choose one of these regions.",
    },
  ];
}

function checkMaintenance({ window, timeZone }: TenantManifest["spec"]["maintenance"]): LocalProblem[] {
  const problems: LocalProblem[] = [];
  if (!isTimeZone(timeZone)) {
    problems.push({
      code: "TEN214",
      path: ["spec", "maintenance", "timeZone"],
      message: `The time zone "${timeZone}" does not exist.`,
      allowed: "a name of the IANA time zone database, such as Europe/Berlin, or UTC",
      fix:
        didYouMean(timeZone, Intl.supportedValuesOf("timeZone")) ?? "Name the city whose clock the customer lives by.",
    });
  }
  const [from, to] = window.split(" ")[1]?.split("-") ?? [];
  if (from === to) {
    problems.push({
      code: "TEN215",
      path: ["spec", "maintenance", "window"],
      message: `The window ${window} begins and ends at once.`,
      fix: "Let it end later; one that ends before it begins goes on past midnight.",
    });
  }
  return problems;
}
