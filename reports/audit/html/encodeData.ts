import { visible } from "../../../core/diagnostics/visible.ts";
import type { Evidence, RuleResult } from "../../../core/results/evidence.ts";
import type { Outcome, Posture, TenantPosture } from "../posture.ts";
import { outcomeLetters, type ReportData, type ResultData, type TenantData } from "./reportData.ts";

/** The evidence as the page's script takes it, as JSON that can stand inside a script element: nothing in it can end the element. */
export function encodeData(evidence: Evidence, posture: Posture): string {
  const texts = new Texts();
  const ruleIndexes = new Map(evidence.rules.map(({ id }, index) => [id, index]));
  const tenants = posture.tenants.map((tenant) => tenantData(tenant, ruleIndexes, texts));
  const data: ReportData = {
    texts: texts.all,
    frameworks: evidence.frameworks.map(({ id, title, version, controls }) => ({
      id: visible(id),
      title: visible(title),
      version: visible(version),
      controls: controls.map((control) => ({ id: visible(control.id), title: visible(control.title) })),
    })),
    rules: evidence.rules.map(({ id, title, severity, rationale, remediation, controls }) => ({
      id: visible(id),
      title: visible(title),
      severity,
      rationale: visible(rationale),
      remediation: visible(remediation),
      controls: controls.flatMap(({ framework, control }): [number, number][] => {
        const index = evidence.frameworks.findIndex((one) => one.id === framework);
        const at = evidence.frameworks[index]?.controls.findIndex((one) => one.id === control) ?? -1;
        return at === -1 ? [] : [[index, at]];
      }),
    })),
    tenants,
    waivers: evidence.waivers.map(({ reason, approver, expires }) => ({
      reason: visible(reason),
      approver: visible(approver),
      expires,
    })),
  };
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function tenantData(posture: TenantPosture, rules: ReadonlyMap<string, number>, texts: Texts): TenantData {
  const { tenant } = posture;
  return {
    id: visible(tenant.tenant),
    name: visible(tenant.displayName),
    ring: visible(tenant.ring),
    tiers: tenant.tiers.map(visible),
    digest: tenant.digest,
    ...(tenant.error !== undefined && { error: visible(tenant.error) }),
    rules: letters(posture.rules),
    controls: posture.frameworks.map(({ controls }) => letters(controls)),
    resources: tenant.resources.map(({ type, name }) => [texts.indexOf(type), texts.indexOf(name)]),
    results: tenant.results.flatMap((result) => {
      const rule = rules.get(result.rule);
      return rule === undefined ? [] : [resultData(rule, result, texts)];
    }),
    disabled: tenant.disabled.flatMap(({ rule: id, reason }) => {
      const rule = rules.get(id);
      return rule === undefined ? [] : [[rule, texts.indexOf(reason)] as const];
    }),
  };
}

function resultData(rule: number, { enforcement, passed, unknown, failed }: RuleResult, texts: Texts): ResultData {
  return {
    rule,
    ...(enforcement === "advisory" && { advisory: true }),
    passed,
    ...(unknown.length > 0 && { unknown }),
    ...(failed.length > 0 && {
      failed: failed.map(({ resource, property, message, waiver }) => [
        resource,
        property === undefined ? -1 : texts.indexOf(property),
        texts.indexOf(message),
        waiver ?? -1,
      ]),
    }),
  };
}

function letters(outcomes: readonly Outcome[]): string {
  return outcomes.map((outcome) => outcomeLetters[outcome]).join("");
}

/** Texts, each kept once, as a reader can see them. */
class Texts {
  readonly all: string[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    const index = this.all.push(visible(text)) - 1;
    this.#indexes.set(text, index);
    return index;
  }
}
