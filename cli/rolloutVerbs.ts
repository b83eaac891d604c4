import { InvalidArgumentError, Option, type Command } from "commander";

import { collect } from "./collect.ts";
import { concurrencyOption } from "./concurrencyOption.ts";
import type { CommandLine, CommonOptions, RunOptions } from "./program.ts";
import { addAttemptOptions, errorBudget, type ErrorBudget, type RunnerOptions } from "./runnerOptions.ts";
import { waitOption } from "./waitOption.ts";

/** Options of `rollout start`. */
export interface RolloutStartOptions extends CommonOptions {
  readonly service?: string;
  readonly tier?: string;
  readonly from?: number;
  readonly to?: number;
  readonly code?: boolean;
  readonly rings?: readonly string[];
  readonly wave?: ErrorBudget;
  readonly canary?: number;
  readonly budget?: ErrorBudget;
  readonly probe?: readonly string[];
  readonly outsideWindows?: boolean;
  readonly reason?: string;
  readonly dryRun: boolean;
}

/** Options of `rollout run`. */
export interface RolloutRunOptions
  extends
    CommonOptions,
    Pick<RunnerOptions, "retries" | "timeout" | "trace">,
    Pick<RunOptions, "concurrency" | "wait"> {
  readonly once: boolean;
}

/** Options of what people say about a rollout. */
export interface RolloutOrderOptions extends CommonOptions {
  readonly reason: string;
  readonly outsideWindows?: boolean;
  readonly dryRun: boolean;
}

const orders = [
  ["pause", "Let a rollout rest after the wave that is under way", "The customer's fair goes on until Friday."],
  ["resume", "Go on with a rollout that rests; what failed is tried again first", "The image is there again."],
  ["abort", "End a rollout: whom it has reached stays on the new version, all others on the old one", "See OPS-17."],
  ["rollback", "Bring those whom a rollout has reached back to the old version, wave by wave", "It loses sessions."],
] as const;

/** The verbs that bring tenants to another version wave by wave. */
export function addRolloutVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  const rollout = program.command("rollout").description("Bring tenants to another version of a tier, wave by wave");
  const start = makeVerb(rollout, "start", "Write a rollout into the estate and show its waves; runs nothing", [
    "tenantry rollout start apps-2 --service paas --tier standard --to 2 --dry-run",
    "tenantry rollout start apps-2 --service paas --tier standard --to 2 --wave 10% --canary 1 --budget 2",
    'tenantry rollout start fix --code --outside-windows --reason "CVE-2026-1234 is being used." --wave 25%',
  ]);
  start
    .argument("<name>", "its name, and its file's below rollouts/")
    .option("--service <service>", "the tier's service")
    .option("--tier <tier>", "the tier, without a version")
    .addOption(new Option("--to <n>", "the version that tenants are brought to").argParser(whole))
    .addOption(
      new Option("--from <n>", "the version that all others stay on; the one before when not given").argParser(whole),
    )
    .addOption(new Option("--code", "apply tenants with today's code instead").conflicts(["from", "to"]))
    .addOption(
      new Option(
        "--rings <rings>",
        "the rings in their order, such as early,general; those of the version when not given",
      ).argParser((text: string) => text.split(",")),
    )
    .addOption(
      new Option(
        "--wave <n>",
        "how many tenants of a ring a wave has, as a number or such as 10%; 10% when not given",
      ).argParser(errorBudget),
    )
    .addOption(new Option("--canary <n>", "how many the first wave of each ring has").argParser(whole))
    .addOption(
      new Option(
        "--budget <n>",
        "how many may fail, as a number or such as 5%, before it stops; none when not given",
      ).argParser(errorBudget),
    )
    .addOption(
      new Option(
        "--probe <address>",
        "an https URL, or host:port, that has to answer; {tenant} stands for the id",
      ).argParser(collect),
    )
    .option("--outside-windows", "wait for no maintenance window and no freeze; takes a --reason")
    .option("--reason <text>", "why, for the auditor")
    .option("--dry-run", "show the waves and write nothing", false)
    .action(async (name: string, options: RolloutStartOptions) => {
      finish(await (await import("./verbs/rolloutStart.ts")).rolloutStart(name, options, context));
    });
  addRun(
    makeVerb(rollout, "run", "Do of a rollout what may be done now: for a pipeline that runs on a schedule", [
      "tenantry rollout run apps-2",
      "tenantry rollout run apps-2 --once --json",
    ]),
  ).action(async (name: string, options: RolloutRunOptions) => {
    finish(await (await import("./verbs/rolloutRun.ts")).rolloutRun(name, options, context));
  });
  makeVerb(rollout, "status", "Show rollouts, or one with its tenants, their versions and the waves to come", [
    "tenantry rollout status",
    "tenantry rollout status apps-2 --json",
  ])
    .argument("[name]", "the rollout's name; all when not given")
    .action(async (name: string | undefined, options: CommonOptions) => {
      finish(await (await import("./verbs/rolloutStatus.ts")).rolloutStatus(name, options, context));
    });
  for (const [order, summary, reason] of orders) {
    const verb = makeVerb(rollout, order, summary, [`tenantry rollout ${order} apps-2 --reason "${reason}"`])
      .argument("<name>", "the rollout's name")
      .requiredOption("--reason <text>", "why, for the auditor")
      .option("--dry-run", "show what it comes to and write nothing", false);
    if (order === "resume" || order === "rollback") {
      verb.option("--outside-windows", "from now on wait for no maintenance window and no freeze, for the same reason");
    }
    verb.action(async (name: string, options: RolloutOrderOptions) => {
      finish(await (await import("./verbs/rolloutOrder.ts")).rolloutOrder(order, name, options, context));
    });
  }
}

function addRun(command: Command): Command {
  command
    .argument("<name>", "the rollout's name")
    .addOption(concurrencyOption("tenants"))
    .option("--once", "end after one wave", false);
  return addAttemptOptions(command, "tenant").addOption(waitOption("tenant"));
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("give a whole number from 1 to 9999.");
  return Number(text);
}
