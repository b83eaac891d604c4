import { visible } from "../../core/diagnostics/visible.ts";
import type { Evidence, EvidenceRule } from "../../core/results/evidence.ts";
import { aboutOf } from "./about.ts";
import { type Failure, failuresOf, waiverProblemsOf } from "./failures.ts";
import { type Content, element, type Markup } from "../html/markup.ts";
import { type Outcome, postureOf, type TenantPosture } from "./posture.ts";

/** One test case: what is judged, how it ended, and what is said of it. */
interface Case {
  readonly area: string;
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  /** One line that says what is wrong, or why it was skipped. */
  readonly message: string;
  /** Such as the severity. */
  readonly type: string;
  /** All that there is to say; a line each. */
  readonly lines: readonly string[];
}

/**
 * The evidence in the XML that JUnit's reports made common: a suite each tenant, a case each rule; a last suite for the waivers, when
 * there are any. Valid by the schema of Jenkins, and in the order and with the attributes that Apache Ant's wants.
 *
 * What failed is a failure, what could not be judged an error, what is waived, unknown, disabled or not applicable is skipped and says why.
 * Nothing was timed, so that all times are 0.
 */
export function evidenceAsJunit(evidence: Evidence): string {
  const byTenant = Map.groupBy(failuresOf(evidence), ({ tenant }) => tenant);
  const suites = postureOf(evidence).tenants.map((posture) => ({
    name: posture.tenant.tenant,
    cases: casesOf(posture, evidence.rules, byTenant.get(posture.tenant) ?? []),
  }));
  const waivers = evidence.waivers.length === 0 ? [] : [{ name: "waivers", cases: casesOfWaivers(evidence) }];
  const all = [...suites, ...waivers];
  const root = element(
    "testsuites",
    { name: `tenantry audit of ${shown(evidence.estate.name)}`, ...counts(all.flatMap(({ cases }) => cases)), time: 0 },
    all.map(({ name, cases }, index) => ["\n", suiteOf(evidence, index, name, cases)]),
    "\n",
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`;
}

function suiteOf(evidence: Evidence, id: number, name: string, cases: readonly Case[]): Markup {
  const properties = Object.entries(aboutOf(evidence)).map(([key, value]) => element("property", { name: key, value }));
  return element(
    "testsuite",
    {
      name: shown(name),
      package: shown(evidence.estate.name),
      id,
      // The schema of Apache Ant takes a time without fractions and zone; it is UTC.
      timestamp: evidence.time.slice(0, "2026-01-01T00:00:00".length),
      hostname: "localhost",
      ...counts(cases),
      skipped: cases.filter(({ outcome }) => outcome === "skipped").length,
      time: 0,
    },
    element("properties", {}, properties),
    cases.map((one) => ["\n", caseOf(one)]),
    element("system-out", {}),
    element("system-err", {}),
  );
}

function counts(cases: readonly Case[]): { tests: number; failures: number; errors: number } {
  const count = (wanted: Case["outcome"]): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return { tests: cases.length, failures: count("failure"), errors: count("error") };
}

function caseOf({ area, name, outcome, message, type, lines }: Case): Markup {
  const text = [message, ...lines].map(shown).join("\n");
  const content: Content =
    outcome === "passed"
      ? []
      : outcome === "skipped"
        ? element("skipped", {}, text)
        : element(outcome, { message: shown(message), type }, text);
  return element("testcase", { name: shown(name), classname: shown(area), time: 0 }, content);
}

function casesOf(posture: TenantPosture, rules: readonly EvidenceRule[], failures: readonly Failure[]): Case[] {
  const { tenant } = posture;
  const byRule = Map.groupBy(failures, ({ rule }) => rule.id);
  const reasons = new Map(tenant.disabled.map(({ rule, reason }) => [rule, reason]));
  const cases = rules.map((rule, index): Case => {
    const outcome = posture.rules[index] ?? "notApplicable";
    const wrong = byRule.get(rule.id) ?? [];
    const lines = wrong.map(lineOf);
    return {
      area: `${tenant.tenant}.${rule.id.split("/")[0] ?? ""}`,
      name: `${rule.id}: ${rule.title}`,
      outcome: outcome === "passed" ? "passed" : outcome === "failed" ? "failure" : "skipped",
      message: saidOf(outcome, wrong, reasons.get(rule.id), tenant.error),
      type: rule.severity,
      lines: outcome === "failed" ? [...lines, rule.remediation] : lines,
    };
  });
  if (tenant.error === undefined) return cases;
  const area = `${tenant.tenant}.tenant`;
  return [{ area, name: "can be judged", outcome: "error", message: tenant.error, type: "error", lines: [] }, ...cases];
}

function saidOf(
  outcome: Outcome,
  wrong: readonly Failure[],
  reason: string | undefined,
  error: string | undefined,
): string {
  switch (outcome) {
    case "failed": {
      const count = wrong.filter(({ waiver }) => waiver === undefined).length;
      const advisory = wrong.some(({ enforcement }) => enforcement === "advisory") ? ", advisory" : "";
      return `${String(count)} ${count === 1 ? "finding" : "findings"}${advisory}`;
    }
    case "waived":
      return "waived";
    case "unknown":
      return error === undefined ? "unknown until it is deployed" : "the tenant could not be judged";
    case "disabled":
      return `disabled: ${reason ?? ""}`;
    case "passed":
      return "";
    case "notApplicable":
      return "not applicable: nothing to judge";
  }
}

function lineOf({ resource, property, message, waiver }: Failure): string {
  const waived = waiver === undefined ? "" : ` Waived until ${waiver.expires} by ${waiver.approver}: ${waiver.reason}`;
  return `${resource.type} ${resource.name}${property === undefined ? "" : ` (${property})`}: ${message}${waived}`;
}

function casesOfWaivers(evidence: Evidence): Case[] {
  const problems = Map.groupBy(waiverProblemsOf(evidence), ({ index }) => index);
  return evidence.waivers.map(({ rule, tenant, resource }, index): Case => {
    const wrong = (problems.get(index) ?? []).map(({ problem }) => problem);
    return {
      area: "waivers",
      name: `${rule} for ${tenant}, ${resource}`,
      outcome: wrong.length === 0 ? "passed" : "failure",
      message: wrong.map(({ rule: id }) => id).join(", "),
      type: wrong[0]?.severity ?? "",
      lines: wrong.map(({ rule: id, message }) => `${id}: ${message}`),
    };
  });
}

/** What XML can hold of a text. Besides what cannot be seen, XML 1.0 has no place for two code points that are no characters. */
function shown(text: string): string {
  return visible(text).replace(/[\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}
