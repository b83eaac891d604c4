import { z } from "zod";

import type { PlanProblem, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { didYouMean } from "../../core/diagnostics/nearest.ts";

/** Parts with data whose protection is lifted: a field of the spec. */
export const unprotectedOrder = {
  unprotected: z
    .array(z.string().max(100))
    .max(100)
    .default([])
    .meta({
      description:
        "Parts with data whose protection is lifted, by list and name, or `key`, `backups` and `accessLogs` of the whole subscription. What runs unprotected may be removed by a later change, and only then.",
      examples: [["buckets/assets"]],
    }),
};

/** The spec's lists of parts with data, in which names are unique. */
const lists = ["buckets", "volumes", "fileSystems", "databases", "machines"] as const;

/** A spec with such lists; each entry is a name or has one. */
export type Ordered = Partial<Record<(typeof lists)[number], readonly (string | { readonly name: string })[]>>;

/** Parts with data that a tier brings with it, one each. */
export type WholePart = "key" | "backups" | "accessLogs";

/**
 * Finds what is to be unprotected and is not there.
 *
 * @param wholes the parts with data that the tier brings with it.
 */
export function checkUnprotected(
  order: Ordered & { readonly unprotected: readonly string[] },
  wholes: readonly WholePart[],
): PlanProblem[] {
  const ordered = lists.flatMap((list) =>
    (order[list] ?? []).map((part) => `${list}/${typeof part === "string" ? part : part.name}`),
  );
  const known: string[] = [...ordered, ...wholes];
  return order.unprotected.flatMap((entry, index): PlanProblem[] => {
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
