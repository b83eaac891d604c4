import { didYouMean } from "../../../core/diagnostics/nearest.ts";
import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";

/**
 * The problem of an environment that something is ordered in and that is not there; none where it is.
 *
 * @param path the place in the spec that names it.
 */
export function unknownEnvironment(
  name: string,
  known: readonly string[],
  path: readonly (string | number)[],
): PlanProblem[] {
  if (known.includes(name)) return [];
  return [
    {
      concern: "name",
      path,
      message: `There is no environment "${name}".`,
      allowed: known.join(", "),
      fix: didYouMean(name, known) ?? "Choose one of these, or add it to environments.",
    },
  ];
}
