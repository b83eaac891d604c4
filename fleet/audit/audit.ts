import type { Estate, EstateTenant } from "../../core/estate/estate.ts";
import type { Evidence } from "../../core/results/evidence.ts";
import type { JudgedTenant } from "../../core/results/judgedTenant.ts";
import { evidenceOf } from "../../policies/evidence.ts";
import { packVersion } from "../../policies/packVersion.ts";
import { loadRules } from "../../policies/rules/index.ts";
import { readHead, trailFiles } from "../trail/trail.ts";

/** What an audit is of, and what it is told. */
export interface Audit {
  readonly estate: Estate;
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly tenants: readonly EstateTenant[];
  /** What the rules say of each of the tenants, in their order. */
  readonly judged: readonly JudgedTenant[];
  readonly of: Evidence["of"];
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly previous: Evidence["previous"];
  /** One rule that is tried: it alone counts, as mandatory for everybody, and nothing waives it. */
  readonly tried?: string | undefined;
}

/** Makes the evidence of an audit. */
export async function auditEvidence(audit: Audit): Promise<Evidence> {
  const { estate, directory, tenants, judged, of, now, previous, tried } = audit;
  const rules = await loadRules();
  const trail = await readHead(trailFiles(directory, estate.manifest));
  const judgedTenants = tenants.flatMap(({ resolved }, index) => {
    const found = judged[index];
    return found === undefined ? [] : [{ judged: found, resolved }];
  });
  const common = { of, now, trail, pack: packVersion, previous };
  if (tried === undefined) return evidenceOf({ ...common, rules, estate, tenants: judgedTenants });
  return evidenceOf({
    ...common,
    rules: rules.filter(({ id }) => id === tried),
    estate: withoutExceptions(estate),
    tenants: judgedTenants.map(({ judged: each, resolved }) => ({
      judged: { ...each, results: each.results.filter(({ rule }) => rule === tried) },
      resolved,
    })),
  });
}

/** The ids of all rules, in their order. */
export async function ruleIds(): Promise<readonly string[]> {
  return (await loadRules()).map(({ id }) => id);
}

function withoutExceptions(estate: Estate): Estate {
  const { spec } = estate.manifest;
  const policies = { ...spec.policies, enforcement: [] };
  return { ...estate, manifest: { ...estate.manifest, spec: { ...spec, policies } }, waivers: [] };
}
