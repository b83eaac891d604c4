import { stringify } from "yaml";

import { serviceKinds } from "../../components/registry.ts";
import { formatLock } from "../../core/catalogue/catalogueLock.ts";
import { contentDigest } from "../../core/catalogue/contentDigest.ts";
import { parseDocument } from "../../core/documents/parseDocument.ts";
import { loadEstate, type LoadResult } from "../../core/estate/loadEstate.ts";
import type { RolloutManifest } from "../../core/schema/rollout.ts";
import { baseTexts, estateFiles } from "./estateFiles.ts";

/** A tenant with one environment; all but its id has a default. */
interface SmallTenant {
  readonly id: string;
  readonly ring?: string;
  readonly tier?: string;
  readonly state?: string;
  readonly maintenance?: { readonly window: string; readonly timeZone: string };
}

/** The text of a tenant that is on paas/standard: by its ring where no tier is given. */
export function smallTenant({ id, ring = "general", tier = "standard", state = "active", maintenance }: SmallTenant) {
  const contacts = { technical: "ops@a.example", billing: "ap@a.example", security: "security@a.example" };
  return stringify({
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id, displayName: id },
    spec: {
      contract: { currency: "EUR", billing: "monthly", start: "2026-01-01", contacts },
      region: "eu-central-1",
      ring,
      state,
      maintenance: maintenance ?? { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
      subscriptions: [{ name: "apps", service: "paas", tier, cell: "eu-shared-1", spec: { environments: ["prod"] } }],
    },
  });
}

/** The text of a rollout of paas/standard from 1 to 2, with what is given in the place of its parts. */
export function rolloutText(spec: object = {}, status?: Partial<RolloutManifest["status"]>, name = "apps-2"): string {
  return stringify({
    apiVersion: "tenantry.dev/v1",
    kind: "Rollout",
    metadata: { name },
    spec: { service: "paas", tier: "standard", from: 1, to: 2, ...spec },
    ...(status !== undefined && { status }),
  });
}

/** The tests' own estate with paas/standard@2 (and @3 as a draft's text to add), everything else in it published, and these tenants alone. */
export function rolloutTexts(
  tenants: readonly SmallTenant[],
  others: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | undefined> {
  const base = Object.entries(baseTexts()).filter(([name]) => !name.startsWith("tenants/"));
  const texts: Record<string, string | undefined> = {
    ...Object.fromEntries(base),
    "catalogue/paas/standard@2.yaml": versionText(2),
    ...Object.fromEntries(tenants.map((tenant) => [`tenants/${tenant.id}.yaml`, smallTenant(tenant)])),
  };
  return { ...texts, "catalogue.lock": lockOf(texts), ...others };
}

/** A version of paas/standard that grants more than the ones before. */
export function versionText(version: number): string {
  const first = baseTexts()["catalogue/paas/standard@1.yaml"] ?? "";
  return first.replace("version: 1", `version: ${String(version)}`).replace("vcpu: 8", `vcpu: ${String(8 + version)}`);
}

/** A lock in which every tier of the texts is published as it stands. */
export function lockOf(texts: Readonly<Record<string, string | undefined>>): string {
  const digests = Object.entries(texts).flatMap(([name, text]): [string, string][] => {
    const id = /^catalogue\/([^/]+\/[^/]+@\d+)\.yaml$/.exec(name)?.[1];
    const { document } = parseDocument({ path: name, name, bytes: new TextEncoder().encode(text) });
    return id === undefined || document === undefined ? [] : [[id, contentDigest(document)]];
  });
  return formatLock(new Map(digests));
}

/** Loads such texts, on a day. */
export function loadTexts(texts: Readonly<Record<string, string | undefined>>): LoadResult {
  return loadEstate(estateFiles(texts), "estate", serviceKinds, { today: "2026-12-01" });
}

/** A maintenance window that is open at an instant, and for five hours more. */
export function openWindow(at: Date): { readonly window: string; readonly timeZone: string } {
  const begin = new Date(at.getTime() - 3_600_000);
  const day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][begin.getUTCDay()] ?? "Sun";
  const hour = (hours: number): string => `${String(hours % 24).padStart(2, "0")}:00`;
  return { window: `${day} ${hour(begin.getUTCHours())}-${hour(begin.getUTCHours() + 7)}`, timeZone: "UTC" };
}
