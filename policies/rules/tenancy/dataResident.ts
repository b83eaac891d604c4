import { z } from "zod";

import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { iso27001 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, ruleWithSettings } from "../../../core/policies/rule.ts";

const settings = z.strictObject({
  jurisdictions: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe(
      "The regions of each jurisdiction. Of one that is not here, the tenant's cells have the regions, and those that they copy to.",
    ),
});

/** Services of no region, which keep no customer's data. */
const global = ["aws:budgets/", "aws:iam/"];

/** A tenant's data stays where the contract says. */
export const dataResident: Rule = ruleWithSettings({
  id: "tenancy/data-resident",
  title: "Data stays in the regions that the contract names",
  severity: "critical",
  rationale:
    "Under another jurisdiction others may demand the data; a copy, a replica or a backup there is as much a breach as the original (GDPR, Chapter V).",
  remediation: "Create the resource, and each copy of it, in a region of the contract's residency.",
  controls: [iso27001("A.5.31")],
  resourceTypes: ["aws:*"],
  looksAt: "tenant",
  settings,
  check({ type, inputs }, { tenant, settings: { jurisdictions } }) {
    const residency = tenant?.contract.residency;
    const isGlobal = global.some((service) => type.startsWith(service));
    if (tenant === undefined || residency === undefined || isGlobal) return notApplicable;
    const known = Object.hasOwn(jurisdictions, residency) ? jurisdictions[residency] : undefined;
    const allowed = known ?? regionsOf(tenant);
    // What says no region is in the provider's, which tenancy/providers-bound judges.
    return placesOf(inputs)
      .filter(({ region }) => !allowed.includes(region))
      .map(({ property }) => ({ property, message: `${property} should be in a region of the tenant's residency.` }));
  },
});

/** The regions of the tenant's cells, and those that they copy to. */
function regionsOf({ subscriptions }: ResolvedTenant): unknown[] {
  return subscriptions.flatMap(({ cell }) => [cell.region, ...(cell.target === "aws" ? [cell.copyRegion] : [])]);
}

interface Place {
  readonly property: string;
  /** A region, or what names none. */
  readonly region: unknown;
}

/** Where a resource lies, and where what it copies goes. */
function placesOf(inputs: unknown): Place[] {
  const places: Place[] = [
    { property: "region", region: valueAt(inputs, "region") },
    { property: "availabilityZone", region: regionOfZone(valueAt(inputs, "availabilityZone")) },
    ...listAt(inputs, "availabilityZones").map((zone, index) => ({
      property: `availabilityZones.${String(index)}`,
      region: regionOfZone(zone),
    })),
    ...listAt(inputs, "replicas").flatMap((replica, index) =>
      ["region", "regionName"].map((key) => ({
        property: `replicas.${String(index)}.${key}`,
        region: valueAt(replica, key),
      })),
    ),
    ...listAt(inputs, "rules").flatMap((rule, index) =>
      listAt(rule, "copyActions").map((copy, place) => ({
        property: `rules.${String(index)}.copyActions.${String(place)}.destinationVaultArn`,
        region: regionOfArn(valueAt(copy, "destinationVaultArn")),
      })),
    ),
  ];
  return places.filter(({ region }) => region !== undefined && region !== null && region !== "");
}

/** A zone is its region and a letter. */
function regionOfZone(zone: unknown): unknown {
  return typeof zone === "string" ? zone.replace(/[a-z]$/, "") : undefined;
}

function regionOfArn(arn: unknown): unknown {
  return typeof arn === "string" ? arn.split(":")[3] : undefined;
}
