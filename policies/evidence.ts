import { codeVersion } from "../core/codeVersion.ts";
import type { Estate } from "../core/estate/estate.ts";
import { jsonDigest } from "../core/jsonDigest.ts";
import { subscribedTiers, type ResolvedTenant } from "../core/resolve/resolvedTenant.ts";
import type { Evidence, EvidenceRule, TenantEvidence } from "../core/results/evidence.ts";
import type { JudgedTenant } from "../core/results/judgedTenant.ts";
import type { TrailHead } from "../core/trail/trailEntry.ts";
import { frameworks } from "../core/policies/frameworks.ts";
import type { Rule } from "../core/policies/rule.ts";
import { waiversOf } from "./waivers/waiversOf.ts";
import { exceptionsOf } from "./weigh.ts";

/** What evidence is made from. */
export interface Judged {
  /** Every rule that judged. */
  readonly rules: readonly Rule[];
  readonly estate: Estate;
  /** What the rules said of each tenant, with the tenant. */
  readonly tenants: readonly { readonly judged: JudgedTenant; readonly resolved: ResolvedTenant }[];
  readonly of: Evidence["of"];
  /** The moment by which waivers count, and of which the evidence is; ISO 8601 in UTC. */
  readonly now: string;
  readonly trail: TrailHead;
  /** The policy pack's version. */
  readonly pack: string;
  readonly previous: Evidence["previous"];
}

/** Weighs what the rules said by what the estate says about rules, and puts all of it together. */
export function evidenceOf({ rules, estate, tenants, of, now, trail, pack, previous }: Judged): Evidence {
  const { policies } = estate.manifest.spec;
  const ids = new Set(tenants.map(({ resolved }) => resolved.id));
  const waivers = waiversOf(estate, ids);
  const exceptions = exceptionsOf(rules, policies, waivers, now.slice(0, 10));
  const told = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(evidenceRule);
  const ofTenants = tenants.map(({ judged, resolved }): TenantEvidence => ({
    tenant: resolved.id,
    displayName: resolved.displayName,
    ring: resolved.ring,
    tiers: subscribedTiers(resolved),
    digest: judged.digest,
    ...(judged.error !== undefined && { error: judged.error }),
    resources: judged.resources.map(({ type, name }) => ({ type, name })),
    ...exceptions.weigh(judged, resolved),
  }));
  return {
    format: "tenantry.dev/evidence/v1",
    time: now,
    estate: estate.manifest.metadata,
    of,
    tool: {
      code: codeVersion,
      pack,
      rules: jsonDigest({ rules: told, policies }),
      catalogue: jsonDigest([...estate.lock].map(([id, { digest }]) => [id, digest])),
    },
    trail,
    frameworks: frameworks.map(({ controls, ...framework }) => ({
      ...framework,
      controls: Object.entries(controls).map(([id, title]) => ({ id, title })),
    })),
    rules: told,
    tenants: ofTenants.toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1)),
    waivers: exceptions.waivers(),
    previous,
  };
}

function evidenceRule({ id, title, severity, rationale, remediation, controls }: Rule): EvidenceRule {
  return { id, title, severity, rationale, remediation, controls: controls.map((control) => ({ ...control })) };
}
