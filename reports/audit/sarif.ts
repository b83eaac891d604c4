import type { Evidence, EvidenceRule, WaiverEvidence } from "../../core/results/evidence.ts";
import { escapeMessage } from "../diagnostics/sarif.ts";
import { visibleJson } from "../diagnostics/json.ts";
import { aboutOf } from "./about.ts";
import { type Failure, failuresOf, waiverProblemsOf } from "./failures.ts";
import { digestOf } from "./json.ts";

/**
 * What GitHub sorts alerts by: above 9.0 is critical, from 7.0 high, from 4.0 medium, below low ("SARIF support for code scanning",
 * `security-severity`).
 */
const securitySeverity = { low: "2.0", medium: "5.5", high: "8.0", critical: "9.5" } as const;

/**
 * The failures of the evidence as a log in SARIF 2.1.0: one run, a rule each rule of the pack, a result each failure, those that are
 * waived with an accepted suppression, then the problems of waivers. Frameworks are taxonomies that rules refer to. Places are logical:
 * a resource of a tenant lies in no file. A tenant that could not be judged is a notification, and the run has not succeeded then.
 */
export function evidenceAsSarif(evidence: Evidence): string {
  const { tool, frameworks, rules, tenants } = evidence;
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const errors = tenants.flatMap(({ tenant, error }) => (error === undefined ? [] : [{ tenant, error }]));
  return visibleJson({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "tenantry audit",
            version: tool.code,
            rules: rules.map((rule) => ruleOf(rule, frameworks)),
            supportedTaxonomies: frameworks.map(({ id }, index) => ({ name: id, index })),
          },
        },
        taxonomies: frameworks.map(taxonomyOf),
        invocations: [
          {
            executionSuccessful: errors.length === 0,
            toolExecutionNotifications: errors.map(({ tenant, error }) => ({
              level: "error",
              message: { text: escapeMessage(`${tenant}: ${error}`) },
            })),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: [
          ...failuresOf(evidence).map((failure) => resultOf(failure, indexes.get(failure.rule.id) ?? -1)),
          ...waiverProblemsOf(evidence).map(({ waiver, problem }) => waiverResultOf(waiver, problem)),
        ],
        properties: aboutOf(evidence),
      },
    ],
  });
}

function ruleOf(rule: EvidenceRule, frameworks: Evidence["frameworks"]): object {
  return {
    id: rule.id,
    shortDescription: { text: escapeMessage(rule.title) },
    fullDescription: { text: escapeMessage(rule.rationale) },
    help: { text: escapeMessage(rule.remediation) },
    relationships: rule.controls.flatMap(({ framework, control }) => {
      const index = frameworks.findIndex(({ id }) => id === framework);
      const taxon = frameworks[index]?.controls.findIndex(({ id }) => id === control) ?? -1;
      if (taxon === -1) return [];
      return [
        { target: { id: control, index: taxon, toolComponent: { name: framework, index } }, kinds: ["relevant"] },
      ];
    }),
    properties: {
      tags: ["security", rule.id.split("/")[0] ?? "", ...rule.controls.map((one) => `${one.framework}/${one.control}`)],
      "security-severity": securitySeverity[rule.severity],
    },
  };
}

function taxonomyOf({ id, title, version, controls }: Evidence["frameworks"][number]): object {
  return {
    name: id,
    version,
    shortDescription: { text: escapeMessage(title) },
    taxa: controls.map((control) => ({ id: control.id, shortDescription: { text: escapeMessage(control.title) } })),
  };
}

function resultOf(
  { tenant, rule, enforcement, resource, property, message, waiver }: Failure,
  ruleIndex: number,
): object {
  const what = { tenant: tenant.tenant, rule: rule.id, ...resource, property: property ?? null, message };
  return {
    ruleId: rule.id,
    ruleIndex,
    level: enforcement === "mandatory" ? "error" : "warning",
    message: { text: escapeMessage(`${tenant.tenant}: ${resource.type} ${resource.name}: ${message}`) },
    locations: [
      {
        logicalLocations: [
          {
            name: resource.name,
            fullyQualifiedName: `${tenant.tenant}/${resource.type}/${resource.name}`,
            kind: "resource",
          },
        ],
      },
    ],
    partialFingerprints: { "tenantryFinding/v1": digestOf(what) },
    suppressions: waiver === undefined ? [] : [suppressionOf(waiver)],
    properties: {
      tenant: tenant.tenant,
      severity: rule.severity,
      enforcement,
      ...(property !== undefined && { property }),
    },
  };
}

function suppressionOf({ reason, requester, approver, granted, expires, ticket }: WaiverEvidence): object {
  return {
    kind: "external",
    status: "accepted",
    justification: reason,
    properties: { requester, approver, granted, expires, ...(ticket !== undefined && { ticket }) },
  };
}

function waiverResultOf(waiver: WaiverEvidence, problem: WaiverEvidence["problems"][number]): object {
  const { rule, tenant, resource } = waiver;
  return {
    ruleId: problem.rule,
    level: "error",
    message: { text: escapeMessage(`Waiver of ${rule} for ${tenant}, ${resource}: ${problem.message}`) },
    locations: [
      { logicalLocations: [{ fullyQualifiedName: `waivers/${tenant}/${rule}/${resource}`, kind: "waiver" }] },
    ],
    partialFingerprints: {
      "tenantryFinding/v1": digestOf({ problem: problem.rule, rule, tenant, resource, granted: waiver.granted }),
    },
    suppressions: [],
    properties: { tenant, severity: problem.severity },
  };
}
