import { InvalidArgumentError, Option, type Command } from "commander";

/** How much may fail before nothing more is started. */
export type ErrorBudget = { readonly count: number } | { readonly percent: number };

/** The options of the verbs that run stacks which say how a run goes about failures, and where it tells of itself. */
export interface RunnerOptions {
  /** How often a stack is tried again; the estate's when absent. */
  readonly retries?: number;
  /** How long a stack may take, in seconds; the estate's when absent. */
  readonly timeout?: number;
  readonly failFast?: boolean;
  /** Nothing is stopped by failures when it is absent too. */
  readonly errorBudget?: ErrorBudget;
  /** Where JSON events go: a file, or `-` for the output. */
  readonly events?: string;
  /** Send traces. */
  readonly trace?: boolean;
}

/**
 * Adds the options of them that say how often and how long a stack is tried, and whether that is traced.
 *
 * @param what what is run, in the singular: `tenant`.
 */
export function addAttemptOptions(command: Command, what: string): Command {
  return command
    .addOption(
      new Option(
        "--retries <n>",
        `how often a ${what} is tried again whose failure may pass; 3, or as the estate has it`,
      ).argParser(retries),
    )
    .addOption(
      new Option(
        "--timeout <duration>",
        `how long a ${what} may take, such as 90s, 30m or 2h; then it is ended gracefully. 2h, or as the estate has it`,
      ).argParser(seconds),
    )
    .option("--trace", "send OpenTelemetry traces to OTEL_EXPORTER_OTLP_ENDPOINT, which does so alone when it is set");
}

/**
 * Adds these options to a verb.
 *
 * @param what what is run, in the singular: `tenant`.
 */
export function addRunnerOptions(command: Command, what: string): Command {
  return addAttemptOptions(command, what)
    .addOption(new Option("--fail-fast", `start no further ${what} after the first failure`).conflicts("errorBudget"))
    .addOption(
      new Option(
        "--error-budget <n>",
        `how many ${what}s may fail, as a number or such as 5%, before no further one is started; all may when not given`,
      ).argParser(errorBudget),
    )
    .option("--events <file>", "write what happens to a file, as one JSON document a line; - for the output");
}

/** How many of so many may fail. */
export function toleratedFailures({ failFast, errorBudget: budget }: RunnerOptions, total: number): number {
  if (failFast === true) return 0;
  if (budget === undefined) return Infinity;
  return "count" in budget ? budget.count : Math.floor((total * budget.percent) / 100);
}

function retries(text: string): number {
  if (!/^(?:\d|1\d|20)$/.test(text)) throw new InvalidArgumentError("give a whole number from 0 to 20.");
  return Number(text);
}

const units = { s: 1, m: 60, h: 3_600 } as const;

/** A duration such as `90s`, `30m` or `2h`, in seconds. */
export function seconds(text: string): number {
  const [, count = "", unit] = /^([1-9]\d{0,4})([smh])$/.exec(text) ?? [];
  const length = Number(count) * units[unit as keyof typeof units];
  if (unit === undefined || length > 86_400) {
    throw new InvalidArgumentError("a duration looks like 90s, 30m or 2h, and is no longer than 24h.");
  }
  return length;
}

/** How many of something, as a number such as `10` or a share such as `5%`. */
export function errorBudget(text: string): ErrorBudget {
  if (/^\d{1,6}$/.test(text)) return { count: Number(text) };
  const percent = /^(\d{1,2}|100)%$/.exec(text)?.[1];
  if (percent === undefined) throw new InvalidArgumentError("give a number such as 10, or a share such as 5%.");
  return { percent: Number(percent) };
}
