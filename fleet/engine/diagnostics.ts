import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { stripVTControlCharacters } from "node:util";

import { explainUnprepared } from "../../stacks/preparedCell.ts";

/** Lines of the engine's that repeat what another one says better. */
const echoes = [/^update failed$/, /^preview failed$/, /resource registration/i, /^resource monitor shut down/i];

/** The root causes in a failed run's events: error diagnostics without echoes and colour; else what was thrown. */
export function readDiagnostics(events: readonly EngineEvent[], thrown: unknown): string[] {
  const messages = events.flatMap(({ diagnosticEvent }) => {
    if (diagnosticEvent?.severity !== "error") return [];
    const text = clean(diagnosticEvent.message);
    if (text === "" || echoes.some((echo) => echo.test(text))) return [];
    const resource = diagnosticEvent.urn?.split("::").slice(2).join(" ") ?? "";
    return [
      resource === "" || resource.startsWith("pulumi:pulumi:Stack") ? text : explainUnprepared(`${resource}: ${text}`),
    ];
  });
  const found = [...new Set(messages)];
  return found.length > 0 ? found : readThrown(thrown);
}

/** What was thrown. Of all that a failed command of the CLI's has said, only what is wrong. */
function readThrown(thrown: unknown): string[] {
  const text = clean(thrown instanceof Error ? thrown.message : String(thrown));
  const errors = [...text.matchAll(/^\s*error: (.+)$/gm)].map(([, error = ""]) => error);
  return errors.length > 0 ? [...new Set(errors)] : [text];
}

function clean(text: string): string {
  return stripVTControlCharacters(text.replace(/<\{%.*?%\}>/g, "")).trim();
}
