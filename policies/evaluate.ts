import type { Finding } from "../core/results/check.ts";
import type { RenderedResource } from "../core/results/renderedResource.ts";
import type { Rule } from "./rule.ts";

/** Findings of all rules over one tenant's resources, by rule and resource. A rule that throws is a finding of its own. */
export function evaluateRules(
  rules: readonly Rule[],
  resources: readonly RenderedResource[],
  tenant: string,
): Finding[] {
  return rules
    .flatMap((rule): Finding[] => {
      const found = { rule: rule.id, severity: rule.severity, tenant };
      try {
        return rule.check(resources, tenant).map(({ resource, message }) => {
          return { ...found, resource: `${resource.type} ${resource.name}`, message };
        });
      } catch (error) {
        const reason = error instanceof Error ? error.name : "an unknown error";
        return [
          { ...found, resource: "", message: `The rule itself failed with ${reason}; what it checks is not known.` },
        ];
      }
    })
    .toSorted((a, b) => compare(`${a.rule} ${a.resource} ${a.message}`, `${b.rule} ${b.resource} ${b.message}`));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
