import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";

/** The process as a verb sees it; everything that a verb reads or writes goes through here. */
export interface Context {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The day by UTC, such as `2026-12-31`. */
  readonly today: string;
  /** The instant in UTC, such as `2026-12-31T22:00:00.000Z`; on the day of `today`. */
  readonly now: string;
  /** Writes a line of the verb's result. */
  readonly print: (line: string) => void;
  /** Writes a line that is not the result: progress, hints, problems. */
  readonly note: (line: string) => void;
  /** How many characters a line of the result may have, where it is shown on a terminal. */
  readonly width?: number | undefined;
  /** True where a person watches and lines may be drawn over. */
  readonly interactive: boolean;
  /** True where what is noted may be coloured; see {@link wantsColour}. */
  readonly colour: boolean;
}

/**
 * Colour is for terminals that can show it, unless NO_COLOR is set to anything (https://no-color.org).
 *
 * @param isTerminal a stream's `isTTY`, which Node.js leaves undefined for what is no terminal.
 */
export function wantsColour(isTerminal: boolean | undefined, environment: Context["environment"]): boolean {
  return isTerminal === true && (environment["NO_COLOR"] ?? "") === "" && environment["TERM"] !== "dumb";
}

/** A problem of the user's, told without a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";
  /** The process's exit code; see {@link exitCodes}. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** An estate that a verb cannot work on. Where it becomes a message, the files' lines are shown with what is wrong in them. */
export class InvalidEstateError extends UserError {
  readonly diagnostics: readonly Diagnostic[];
  /** The estate's files as they were read. */
  readonly files: readonly SourceFile[];

  constructor(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]) {
    super("The estate is not valid.");
    this.diagnostics = diagnostics;
    this.files = files;
  }
}

/** What the process's exit code says. */
export const exitCodes = {
  done: 0,
  findings: 1,
  usage: 2,
  someFailed: 3,
  approvalNeeded: 4,
  interrupted: 130,
} as const;

/** The table of exit codes for `--help`; README.md has the same. */
export const exitCodeHelp = `Exit codes:
  0    done
  1    findings, or a tenant or cell failed or was refused
  2    usage, or input that cannot be read or is not valid
  3    some tenants failed and others succeeded
  4    an approval is needed
  130  interrupted`;

/** Tells the instant, as it goes on from where the command began. */
export function clockOf({ now }: Context): () => string {
  const [began, mark] = [Date.parse(now), performance.now()];
  return () => new Date(began + performance.now() - mark).toISOString();
}
