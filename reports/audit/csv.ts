import { stringify } from "csv-stringify/sync";

import { visible } from "../../core/diagnostics/visible.ts";
import type {
  Evidence,
  EvidenceRule,
  RuleResult,
  TenantEvidence,
  WaiverEvidence,
} from "../../core/results/evidence.ts";
import { aboutOf, titleOf } from "./about.ts";
import { waiverProblemsOf } from "./failures.ts";
import { outcomeWords } from "./posture.ts";

const columns = [
  "tenant",
  "ring",
  "rule",
  "severity",
  "enforcement",
  "outcome",
  "resource type",
  "resource name",
  "property",
  "message",
  "waived until",
  "waived by",
  "waived because",
  "controls",
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

/**
 * The evidence as comma-separated values (RFC 4180) with a heading: a line each result of a tenant, a rule and a resource, one more for
 * each further property that is wrong; a line without a resource where a rule is disabled or has nothing to judge, and for a tenant that
 * could not be judged. Then a line for each problem of a waiver. The first line's outcome is "about": it says where the rest comes from.
 *
 * A cell that a spreadsheet would take for a formula has an apostrophe before it.
 */
export function evidenceAsCsv(evidence: Evidence): string {
  const rules = evidence.rules.map((rule) => ({ rule, row: rowOfRule(rule) }));
  const rows = evidence.tenants.flatMap((tenant) => rowsOfTenant(evidence, tenant, rules));
  return stringify([aboutRow(evidence), ...rows, ...rowsOfWaivers(evidence)], {
    columns: [...columns],
    header: true,
    record_delimiter: "windows",
    escape_formulas: true,
    cast: { string: shown },
  });
}

/** Nearly every cell is of these characters alone, for which there is nothing to find out; there may be millions of cells. */
function shown(cell: string): string {
  return /^[ -~]*$/.test(cell) ? cell : visible(cell);
}

function aboutRow(evidence: Evidence): Row {
  const about = Object.entries(aboutOf(evidence)).map(([key, value]) => `${key} ${value}`);
  return { outcome: "about", message: `${titleOf(evidence)}: ${about.join(", ")}` };
}

function rowOfRule({ id, severity, controls }: EvidenceRule): Row {
  return {
    rule: id,
    severity,
    controls: controls.map(({ framework, control }) => `${framework} ${control}`).join("; "),
  };
}

function rowsOfTenant(
  evidence: Evidence,
  tenant: TenantEvidence,
  rules: readonly { readonly rule: EvidenceRule; readonly row: Row }[],
): Row[] {
  const whose = { tenant: tenant.tenant, ring: tenant.ring };
  if (tenant.error !== undefined) return [{ ...whose, outcome: "not judged", message: tenant.error }];
  const results = new Map(tenant.results.map((result) => [result.rule, result]));
  const reasons = new Map(tenant.disabled.map(({ rule, reason }) => [rule, reason]));
  return rules.flatMap(({ rule, row }): Row[] => {
    const result = results.get(rule.id);
    const reason = reasons.get(rule.id);
    const judged = result === undefined ? [] : rowsOfResult(evidence, tenant, result);
    if (judged.length > 0) return judged.map((one) => ({ ...whose, ...row, ...one }));
    const without = reason === undefined ? { outcome: outcomeWords.notApplicable } : { outcome: outcomeWords.disabled };
    return [{ ...whose, ...row, ...without, message: reason ?? "" }];
  });
}

function rowsOfResult(evidence: Evidence, tenant: TenantEvidence, result: RuleResult): Row[] {
  const { enforcement, passed, unknown, failed } = result;
  const row = (index: number, more: Row): Row => {
    const { type = "", name = "" } = tenant.resources[index] ?? {};
    return { enforcement, "resource type": type, "resource name": name, ...more };
  };
  return [
    ...failed.map(({ resource, property = "", message, waiver: index }) => {
      const waiver = index === undefined ? undefined : evidence.waivers[index];
      const outcome = index === undefined ? outcomeWords.failed : outcomeWords.waived;
      return row(resource, { outcome, property, message, ...(waiver && waivedBy(waiver)) });
    }),
    ...unknown.map((index) => row(index, { outcome: outcomeWords.unknown })),
    ...passed.map((index) => row(index, { outcome: outcomeWords.passed })),
  ];
}

function rowsOfWaivers(evidence: Evidence): Row[] {
  return waiverProblemsOf(evidence).map(({ waiver, problem }) => ({
    tenant: waiver.tenant,
    rule: problem.rule,
    severity: problem.severity,
    outcome: outcomeWords.failed,
    "resource type": "waiver",
    "resource name": `${waiver.rule}: ${waiver.resource}`,
    message: problem.message,
    ...waivedBy(waiver),
  }));
}

function waivedBy({ expires, approver, reason }: WaiverEvidence): Row {
  return { "waived until": expires, "waived by": approver, "waived because": reason };
}
