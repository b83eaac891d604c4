import type { Evidence, EvidenceRule, RuleResult, TenantEvidence } from "../../../core/results/evidence.ts";
import { type Outcome, outcomeOf, outcomeWords, type TenantPosture } from "../posture.ts";
import { risksOf } from "./risks.ts";
import { controlToken, identifierOf, oscalText, ownProperty } from "./values.ts";

/** Where identifiers of a tenant's result begin: the same rule of the same tenant in another report is another observation. */
export type Scope = readonly [estate: string, time: string, tenant: string];

/** A control of a tenant's posture. */
interface JudgedControl {
  readonly framework: Evidence["frameworks"][number];
  readonly control: Evidence["frameworks"][number]["controls"][number];
  readonly outcome: Outcome;
}

/** The assessment result of one tenant. */
export function resultOfTenant(evidence: Evidence, posture: TenantPosture): object {
  const { tenant } = posture;
  const scope: Scope = [evidence.estate.name, evidence.time, tenant.tenant];
  const rules = new Map(evidence.rules.map((rule) => [rule.id, rule]));
  const controls = evidence.frameworks.flatMap((framework, index) =>
    framework.controls.map((control, at): JudgedControl => {
      const outcome = posture.frameworks[index]?.controls[at] ?? "notApplicable";
      return { framework, control, outcome };
    }),
  );
  const resources = tenant.resources.map((_, index) => identifierOf("resource", ...scope, index));
  const observations = tenant.results.map((result) =>
    observationOf(scope, tenant, resources, result, rules.get(result.rule)),
  );
  const risks = risksOf(evidence, tenant, scope);
  const findings = controls.filter(applies).map((control) => findingOf(evidence, posture, scope, control));
  return {
    uuid: identifierOf("result", ...scope),
    title: oscalText(`${tenant.displayName} (${tenant.tenant})`),
    description: oscalText(
      `Tenant ${tenant.tenant}, judged by ${evidence.of === "state" ? "its state" : "what its manifest renders"}.`,
    ),
    start: evidence.time,
    end: evidence.time,
    props: [
      ownProperty("tenant", tenant.tenant),
      ownProperty("ring", tenant.ring),
      ownProperty("digest", tenant.digest),
      ...tenant.tiers.map((tier) => ownProperty("tier", tier)),
      ...tenant.disabled.map(({ rule, reason }) => ({
        ...ownProperty("disabled-rule", rule),
        remarks: oscalText(reason),
      })),
    ],
    ...(tenant.resources.length > 0 && { "local-definitions": { "inventory-items": inventoryOf(tenant, resources) } }),
    "reviewed-controls": { "control-selections": selectionsOf(evidence, controls) },
    ...(observations.length > 0 && { observations }),
    ...(risks.length > 0 && { risks }),
    ...(findings.length > 0 && { findings }),
    ...(tenant.error !== undefined && { remarks: oscalText(`It could not be judged: ${tenant.error}`) }),
  };
}

/** Controls that nothing of the tenant is judged for are no part of what was reviewed. */
function applies({ outcome }: JudgedControl): boolean {
  return outcome !== "notApplicable" && outcome !== "disabled";
}

function inventoryOf(tenant: TenantEvidence, identifiers: readonly string[]): object[] {
  return tenant.resources.map(({ type, name }, index) => ({
    uuid: identifiers[index],
    description: oscalText(`${type} ${name}`),
  }));
}

function selectionsOf(evidence: Evidence, controls: readonly JudgedControl[]): object[] {
  const selections = evidence.frameworks.map((framework) => {
    const tokens = (wanted: boolean): object[] =>
      controls
        .filter((one) => one.framework === framework && applies(one) === wanted)
        .map(({ control }) => ({ "control-id": controlToken(framework.id, control.id) }));
    const [included, excluded] = [tokens(true), tokens(false)];
    return {
      description: oscalText(`${framework.title} ${framework.version}: the controls that the rules are evidence for.`),
      props: [ownProperty("framework", framework.id), ownProperty("version", framework.version)],
      // One of the two has to be there; where nothing applies, everything that rules are evidence for is excluded again.
      ...(included.length > 0 ? { "include-controls": included } : { "include-all": {} }),
      ...(excluded.length > 0 && { "exclude-controls": excluded }),
    };
  });
  return selections.length > 0 ? selections : [{ description: "No framework is known.", "include-all": {} }];
}

function observationOf(
  scope: Scope,
  tenant: TenantEvidence,
  identifiers: readonly string[],
  result: RuleResult,
  rule: EvidenceRule | undefined,
): object {
  const subject = (outcome: Outcome, index: number): object => ({
    "subject-uuid": identifiers[index],
    type: "inventory-item",
    // Most passed; to say so each time would double the document.
    ...(outcome !== "passed" && { props: [ownProperty("outcome", outcomeWords[outcome])] }),
  });
  const failed = new Map<number, Outcome>(result.failed.map(({ resource }) => [resource, "waived"]));
  for (const { resource, waiver } of result.failed) if (waiver === undefined) failed.set(resource, "failed");
  const subjects = [
    ...[...failed].map(([index, outcome]) => subject(outcome, index)),
    ...result.unknown.map((index) => subject("unknown", index)),
    ...result.passed.map((index) => subject("passed", index)),
  ];
  const remarks = result.failed.map(({ resource, message }) => {
    const { type = "", name = "" } = tenant.resources[resource] ?? {};
    return oscalText(`${type} ${name}: ${message}`);
  });
  return {
    uuid: identifierOf("observation", ...scope, result.rule),
    title: oscalText(result.rule),
    description: oscalText(rule?.title ?? result.rule),
    props: [
      ownProperty("rule", result.rule),
      ownProperty("outcome", outcomeWords[outcomeOf(result)]),
      ownProperty("enforcement", result.enforcement),
      ...(rule === undefined ? [] : [ownProperty("severity", rule.severity)]),
    ],
    methods: ["TEST"],
    ...(subjects.length > 0 && { subjects }),
    collected: scope[1],
    ...(remarks.length > 0 && { remarks: remarks.join("\n") }),
  };
}

/** What a finding says of a control; a control without results has none. */
const statuses: Readonly<
  Record<Outcome, { readonly state: string; readonly reason: string; readonly remarks?: string }>
> = {
  passed: { state: "satisfied", reason: "pass" },
  failed: { state: "not-satisfied", reason: "fail" },
  waived: {
    state: "not-satisfied",
    reason: "other",
    remarks: "What failed is waived: its risk is accepted for a time.",
  },
  unknown: { state: "not-satisfied", reason: "other", remarks: "It cannot be judged until values are known." },
  disabled: { state: "not-satisfied", reason: "other", remarks: "Its rules are disabled." },
  notApplicable: { state: "not-satisfied", reason: "other", remarks: "There is nothing to judge." },
};

function findingOf(evidence: Evidence, posture: TenantPosture, scope: Scope, judged: JudgedControl): object {
  const { framework, control, outcome } = judged;
  const rules = new Set(
    evidence.rules
      .filter(({ controls }) => controls.some((one) => one.framework === framework.id && one.control === control.id))
      .map(({ id }) => id),
  );
  const results = posture.tenant.results.filter(({ rule }) => rules.has(rule));
  const failed = results.filter((result) => result.failed.length > 0);
  return {
    uuid: identifierOf("finding", ...scope, framework.id, control.id),
    title: oscalText(`${framework.id} ${control.id}: ${outcomeWords[outcome]}`),
    description: oscalText(control.title),
    props: [
      ownProperty("framework", framework.id),
      ownProperty("control", control.id),
      ownProperty("outcome", outcomeWords[outcome]),
    ],
    target: {
      type: "objective-id",
      "target-id": controlToken(framework.id, control.id),
      title: oscalText(control.title),
      status: statuses[outcome],
    },
    ...(results.length > 0 && {
      "related-observations": results.map(({ rule }) => ({
        "observation-uuid": identifierOf("observation", ...scope, rule),
      })),
    }),
    ...(failed.length > 0 && {
      "related-risks": failed.map(({ rule }) => ({ "risk-uuid": identifierOf("risk", ...scope, rule) })),
    }),
  };
}
