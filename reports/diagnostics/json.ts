import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { visible } from "../../core/diagnostics/visible.ts";

/** The `--json` document of `validate`, and of every verb that an invalid estate stops. */
export function diagnosticsAsJson(verb: string, tenants: number, diagnostics: readonly Diagnostic[]): string {
  return visibleJson({ verb, tenants, diagnostics });
}

/** A value as indented JSON in which all that cannot be seen is escaped: the same value, and safe to show in a terminal. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).split("\n").map(visible).join("\n");
}
