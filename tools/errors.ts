/** One way that was tried to get a tool, and how it ended. */
export interface Attempt {
  /** What was tried, e.g. `go build`. */
  readonly way: string;
  /** How it ended, one line or a few. */
  readonly outcome: string;
}

/**
 * A tool cannot be had or started. The message is meant for the user as it is: what is wrong, what was tried, how to
 * fix it. It never needs a stack trace.
 */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
  /** What was tried, in order. Empty when the problem came before any attempt. */
  readonly attempts: readonly Attempt[];
  /** What the user can do; any one of them is enough. */
  readonly remedies: readonly string[];

  constructor(
    problem: string,
    detail: {
      readonly attempts?: readonly Attempt[];
      readonly remedies?: readonly string[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(describe(problem, detail.attempts ?? [], detail.remedies ?? []), { cause: detail.cause });
    this.attempts = detail.attempts ?? [];
    this.remedies = detail.remedies ?? [];
  }
}

function describe(problem: string, attempts: readonly Attempt[], remedies: readonly string[]): string {
  const lines = [problem];
  if (attempts.length > 0) {
    lines.push("Tried:");
    for (const { way, outcome } of attempts) lines.push(`  - ${way}: ${indent(outcome)}`);
  }
  if (remedies.length > 0) {
    lines.push(remedies.length === 1 ? "To fix it:" : "Any one of these fixes it:");
    for (const [index, remedy] of remedies.entries()) lines.push(`  ${String(index + 1)}. ${remedy}`);
  }
  return lines.join("\n");
}

const indent = (text: string): string => text.trimEnd().replaceAll("\n", "\n    ");
