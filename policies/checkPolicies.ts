import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { didYouMean } from "../core/diagnostics/nearest.ts";
import { checkShape } from "../core/documents/checkShape.ts";
import { locate } from "../core/documents/localProblem.ts";
import type { ValuePath } from "../core/documents/sourceMap.ts";
import type { Estate } from "../core/estate/estate.ts";
import type { Rule } from "../core/policies/rule.ts";

/** What an estate says of rules that do not exist, or sets about them that does not fit. */
export function checkPolicies({ manifest, document, waivers }: Estate, rules: readonly Rule[]): Diagnostic[] {
  const { enforcement, settings } = manifest.spec.policies;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ids = [...byId.keys()];
  const unknown = (id: string, code: "TEN219" | "TEN223", path: ValuePath, where: typeof document): Diagnostic[] => {
    if (byId.has(id)) return [];
    const message = `There is no rule "${id}".`;
    const fix = didYouMean(id, ids) ?? "Remove it; docs/reference/policies.md lists the rules.";
    return [locate({ code, path, message, fix }, [], where.positions)];
  };
  const inSettings = Object.entries(settings).flatMap(([id, value]): readonly Diagnostic[] => {
    const path = ["spec", "policies", "settings", id];
    const schema = byId.get(id)?.settings;
    if (schema !== undefined) return checkShape(schema, value, document, path).diagnostics;
    if (!byId.has(id)) return unknown(id, "TEN223", path, document);
    const fix = "Remove it.";
    return [
      locate({ code: "TEN223", path, message: `The rule "${id}" has no settings.`, fix }, [], document.positions),
    ];
  });
  return [
    ...enforcement.flatMap(({ rule }, index) =>
      unknown(rule, "TEN223", ["spec", "policies", "enforcement", index, "rule"], document),
    ),
    ...inSettings,
    ...waivers.flatMap((file) =>
      file.manifest.spec.waivers.flatMap(({ rule }, index) =>
        unknown(rule, "TEN219", ["spec", "waivers", index, "rule"], file.document),
      ),
    ),
  ];
}
