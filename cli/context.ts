/** The process as a verb sees it; everything that a verb reads or writes goes through here. */
export interface Context {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The day by UTC, such as `2026-12-31`. */
  readonly today: string;
  /** Writes a line of the verb's result. */
  readonly print: (line: string) => void;
  /** Writes a line that is not the result: progress, hints, problems. */
  readonly note: (line: string) => void;
  /** True where a person watches and lines may be drawn over. */
  readonly interactive: boolean;
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
  1    findings, or a tenant failed
  2    usage, or input that cannot be read or is not valid
  3    some tenants failed and others succeeded
  4    an approval is needed
  130  interrupted`;
