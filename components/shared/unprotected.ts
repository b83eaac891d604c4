import { z } from "zod";

import { didYouMean } from "../../core/diagnostics/nearest.ts";
import type { PlanProblem, StatefulChange } from "../../core/kinds/serviceKind.ts";

/**
 * The field of a spec by which the protection of parts with data is lifted.
 *
 * @param parts how a kind names such parts, as words for its description.
 */
export function unprotectedField(parts: string, example: string): z.ZodDefault<z.ZodArray<z.ZodString>> {
  return z
    .array(z.string().max(100))
    .max(100)
    .default([])
    .meta({
      description: `Parts with data whose protection is lifted, ${parts}. What runs unprotected may be removed by a later change, and only then.`,
      examples: [[example]],
    });
}

/**
 * Finds what is to be unprotected and is not there.
 *
 * @param known the ids of the parts with data that are ordered or come with the tier.
 */
export function checkUnprotected(unprotected: readonly string[], known: readonly string[]): PlanProblem[] {
  return unprotected.flatMap((entry, index): PlanProblem[] => {
    if (known.includes(entry)) return [];
    return [
      {
        concern: "name",
        path: ["unprotected", index],
        message: `"${entry}" is no part with data of this subscription.`,
        allowed: known.join(", ") || "none; it orders none",
        fix: didYouMean(entry, known) ?? "Remove the entry; what is removed from its list needs none any more.",
      },
    ];
  });
}

/** Marks the removals that what runs is protected against. */
export function liftProtection(changes: readonly StatefulChange[], unprotected: readonly string[]): StatefulChange[] {
  return changes.map((change) => {
    const { id } = change;
    if (change.effect !== "removed" || id === undefined || unprotected.includes(id)) return change;
    const fix = `Order it again with unprotected: [${id}] in the spec, apply that, and remove both after it.`;
    return { ...change, protected: true, fix };
  });
}
