import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { formatPath, type Positions, type ValuePath } from "./sourceMap.ts";

/** A problem whose place is a path below something that its finder does not know. */
export interface LocalProblem extends Pick<Diagnostic, "code" | "message" | "allowed" | "fix"> {
  /** An error when absent. */
  readonly severity?: Severity;
  readonly path: ValuePath;
}

/** The problem with its whole path and its place. */
export function locate(problem: LocalProblem, base: ValuePath, positions: Positions): Diagnostic {
  const { path, ...told } = problem;
  const whole = [...base, ...path];
  return { severity: "error", ...told, field: formatPath(whole), where: positions.value(whole) };
}
