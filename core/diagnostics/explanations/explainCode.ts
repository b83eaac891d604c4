import type { ExplainedCode } from "../../results/explain.ts";
import { diagnosticCodes, type DiagnosticCode } from "../codes.ts";
import { explanations } from "./index.ts";

/** Every code, in order. */
export const allCodes = Object.keys(diagnosticCodes) as readonly DiagnosticCode[];

/** A code's title, cause, remedy and example in one. */
export function explainCode(code: DiagnosticCode): ExplainedCode {
  return { code, title: diagnosticCodes[code], ...explanations[code] };
}
