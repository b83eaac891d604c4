import type { PlanProblem } from "../../core/kinds/serviceKind.ts";

/**
 * Names that stand in one list again, each a problem.
 *
 * @param path the list's place in the spec.
 * @param what what the names are of, such as `bucket`.
 */
export function orderedTwice(
  names: readonly string[],
  path: readonly (string | number)[],
  what: string,
): PlanProblem[] {
  return names.flatMap((name, index): PlanProblem[] => {
    if (names.indexOf(name) === index) return [];
    const message = `The ${what} "${name}" is ordered twice.`;
    return [{ concern: "name", path: [...path, index], message, fix: "Remove one of the two." }];
  });
}
