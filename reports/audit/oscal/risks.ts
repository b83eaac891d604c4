import type {
  Evidence,
  EvidenceRule,
  RuleResult,
  TenantEvidence,
  WaiverEvidence,
} from "../../../core/results/evidence.ts";
import { outcomeOf, outcomeWords } from "../posture.ts";
import type { Scope } from "./tenantResult.ts";
import { identifierOf, oscalText, ownProperty } from "./values.ts";

/** A risk for each rule that failed: open, or accepted for as long as the waivers count. */
export function risksOf(evidence: Evidence, tenant: TenantEvidence, scope: Scope): object[] {
  const rules = new Map(evidence.rules.map((rule) => [rule.id, rule]));
  return tenant.results.flatMap((result) => {
    const rule = rules.get(result.rule);
    return rule === undefined || result.failed.length === 0 ? [] : [riskOf(evidence, scope, rule, result)];
  });
}

function riskOf(evidence: Evidence, scope: Scope, rule: EvidenceRule, result: RuleResult): object {
  const outcome = outcomeOf(result);
  const indexes = [...new Set(result.failed.flatMap(({ waiver }) => waiver ?? []))];
  const waivers = indexes.flatMap((index) => evidence.waivers[index] ?? []);
  return {
    uuid: identifierOf("risk", ...scope, rule.id),
    title: oscalText(rule.title),
    description: oscalText(rule.id),
    statement: oscalText(rule.rationale),
    props: [ownProperty("severity", rule.severity), ownProperty("outcome", outcomeWords[outcome])],
    status: outcome === "waived" ? "deviation-approved" : "open",
    ...(outcome === "waived" && { deadline: `${firstExpiry(waivers)}T23:59:59Z` }),
    remediations: [
      {
        uuid: identifierOf("remediation", ...scope, rule.id),
        lifecycle: "recommendation",
        title: oscalText(`What to do about ${rule.id}`),
        description: oscalText(rule.remediation),
      },
    ],
    ...(waivers.length > 0 && {
      "risk-log": {
        entries: waivers.map((waiver, index) => ({
          uuid: identifierOf("waiver", ...scope, rule.id, index),
          title: "Waived",
          description: oscalText(waiver.reason),
          start: `${waiver.granted}T00:00:00Z`,
          end: `${waiver.expires}T23:59:59Z`,
          props: [
            ownProperty("requester", waiver.requester),
            ownProperty("approver", waiver.approver),
            ownProperty("covers", waiver.resource),
            ...(waiver.ticket === undefined ? [] : [ownProperty("ticket", waiver.ticket)]),
          ],
          "status-change": "deviation-approved",
        })),
      },
    }),
    "related-observations": [{ "observation-uuid": identifierOf("observation", ...scope, rule.id) }],
  };
}

/** The day from which on not everything is waived any more. */
function firstExpiry(waivers: readonly WaiverEvidence[]): string {
  return waivers.map(({ expires }) => expires).toSorted()[0] ?? "";
}
