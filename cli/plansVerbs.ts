import { InvalidArgumentError, Option } from "commander";

import { maximumApprovalDays } from "../core/plans/approvalDays.ts";
import { concurrencyOption } from "./concurrencyOption.ts";
import type { CommandLine, CommonOptions, RunOptions } from "./program.ts";
import { addRunnerOptions, type RunnerOptions } from "./runnerOptions.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `plan`. */
export interface PlanOptions extends RunOptions {
  /** Where the plan goes. */
  readonly out: string;
}

/** Options of `apply`. */
export interface ApplyOptions extends CommonOptions, RunnerOptions {
  readonly concurrency: number;
  /** Apply the tenants that are as they were planned, although others are not. */
  readonly keepGoing?: boolean;
  /** The pipeline's environment whose protection stands for an approval. */
  readonly approvedByEnvironment?: string;
}

/** Options of `approve`. */
export interface ApproveOptions extends CommonOptions {
  /** Who approves, by e-mail address. */
  readonly by: string;
  readonly reason: string;
  /** For how many days it counts. */
  readonly days: number;
}

/** The verbs for plans: what would be done as files, who agrees to it, and doing exactly that. */
export function addPlansVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  const plan = makeVerb(program, "plan", "Write what `up` would do as a plan that can be approved and applied", [
    "tenantry plan --all --out plan",
    "tenantry plan acme --out plan --json",
  ]);
  addRunnerOptions(addSelectors(plan).addOption(concurrencyOption("tenants")), "tenant")
    .requiredOption("--out <directory>", "where the plan goes; one that is there is replaced, anything else is not")
    .option("--refresh", "ask the target first, so that changes made by hand are seen and put back")
    .action(async (ids: string[], options: PlanOptions) => {
      finish(await (await import("./verbs/plan.ts")).plan(ids, options, context));
    });
  const apply = makeVerb(program, "apply", "Do what a plan says, or nothing: what has moved since is refused", [
    "tenantry apply plan",
    "tenantry apply plan --keep-going --json",
  ]);
  apply.argument("<directory>", "the plan's directory").addOption(concurrencyOption("tenants"));
  addRunnerOptions(apply, "tenant")
    .option("--keep-going", "apply the tenants that are as they were planned, although others are not")
    .option(
      "--approved-by-environment <name>",
      "in a pipeline: what needs an approval has that of the people who protect this environment",
    )
    .action(async (directory: string, options: ApplyOptions) => {
      finish(await (await import("./verbs/apply.ts")).apply(directory, options, context));
    });
  makeVerb(program, "approve", "Approve exactly the steps of a plan, as a file in the estate", [
    'tenantry approve plan --by jo@northwind.example --reason "The customer has moved its files away."',
    'tenantry approve 1f0c9e2ab34d5678 --by jo@northwind.example --reason "As agreed in OPS-17."',
  ])
    .argument("<plan>", "the plan's directory; or the beginning of its digest, for one that a stopped `up` has kept")
    .requiredOption("--by <address>", "who approves, by e-mail address")
    .requiredOption("--reason <text>", "why, for the auditor")
    .addOption(
      new Option("--days <n>", `for how many days it counts, ${String(maximumApprovalDays)} at most`)
        .default(7)
        .argParser(days),
    )
    .action(async (name: string, options: ApproveOptions) => {
      finish(await (await import("./verbs/approve.ts")).approve(name, options, context));
    });
}

function days(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > maximumApprovalDays) {
    throw new InvalidArgumentError(`give a whole number of days from 0 to ${String(maximumApprovalDays)}.`);
  }
  return value;
}
