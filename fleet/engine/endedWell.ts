import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

/**
 * What the CLI says when an update has ended and its state is written, and only what comes after that fails: its entry in the history
 * and the backup of its state (pkg/backend/diy/backend.go of Pulumi), or telling the service that it has ended
 * (pkg/backend/httpstate/backend.go; seen in pulumi/pulumi issues 3185 and 10293). A state that could not be written is none of these.
 */
const closingWords = [/^saving update info: /, /^saving backup: /, /^failed to complete update: /];

/**
 * Whether a run whose process failed did all the same what it should: its events say that it succeeded, and everything that the CLI
 * calls an error came afterwards.
 *
 * @param stderr what the CLI has written to standard error.
 */
export function endedWell(events: readonly EngineEvent[], stderr: string): boolean {
  const summary = events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
  // The SDK's types lag behind the engine's: apitype.SummaryEvent has had a result since 3.2xx.
  const { result } = (summary ?? {}) as { readonly result?: string };
  const failed = events.some(
    ({ resOpFailedEvent, diagnosticEvent }) => resOpFailedEvent !== undefined || diagnosticEvent?.severity === "error",
  );
  const errors = [...stderr.matchAll(/^error: (.+)$/gm)].map(([, text = ""]) => text);
  return (
    result === "succeeded" &&
    !failed &&
    errors.length > 0 &&
    errors.every((text) => closingWords.some((words) => words.test(text)))
  );
}
