import { Option, type Command } from "commander";

import { concurrencyOption } from "./concurrencyOption.ts";
import { reason } from "./offboardVerbs.ts";
import type { CommandLine, CommonOptions, DriftOptions, MakeVerb, RunOptions } from "./program.ts";
import { addRunnerOptions } from "./runnerOptions.ts";
import { addSelectors } from "./selectorOptions.ts";
import { waitOption } from "./waitOption.ts";

/** What a run is of, in words. */
interface Runnable {
  /** In the singular: `tenant`. */
  readonly what: string;
  /** Of what `--all` takes. */
  readonly all: string;
  /** An id, for examples. */
  readonly example: string;
}

const ofTenants: Runnable = { what: "tenant", all: "every tenant of the estate", example: "acme" };
const ofCells: Runnable = { what: "cell", all: "every Kubernetes cell of the estate", example: "eu-shared-1" };

/** The verbs that run stacks: those of tenants, and below `cell` those of what a cell's tenants share. */
export function addRunVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  for (const [name, summary] of [
    ["up", "Create or update tenants"],
    ["preview", "Show what `up` would change"],
    ["destroy", "Remove everything that tenants have"],
  ] as const) {
    addRun(program, makeVerb, name, summary, ofTenants).action(async (ids: string[], options: RunOptions) => {
      finish(await (await import("./verbs/run.ts")).run(name, ids, options, context));
    });
  }
  addSelection(
    makeVerb(program, "drift", "Show what is not as `up` made it: changed, missing, or added to what bounds a tenant", [
      "tenantry drift acme",
      "tenantry drift --all --json",
      "tenantry drift acme --repair",
    ]),
    ofTenants,
  )
    .option("--repair", "remove what was added, and apply the tenant as `up --refresh` does")
    .action(async (ids: string[], options: DriftOptions) => {
      finish(await (await import("./verbs/drift.ts")).drift(ids, options, context));
    });
  const cell = program.command("cell").description("Prepare what the tenants of a cluster share");
  for (const [name, summary] of [
    ["up", "Create or update what tenants share in cells; goes before the tenants' own `up`"],
    ["preview", "Show what `cell up` would change"],
    ["destroy", "Remove what tenants share in cells; refused while tenants run there"],
  ] as const) {
    addRun(cell, makeVerb, name, summary, ofCells).action(async (ids: string[], options: RunOptions) => {
      finish(await (await import("./verbs/cellRun.ts")).cellRun(name, ids, options, context));
    });
  }
  makeVerb(cell, "list", "Show the estate's cells and whether they are prepared", ["tenantry cell list"]).action(
    async (options: CommonOptions) => {
      finish(await (await import("./verbs/cellList.ts")).cellList(options, context));
    },
  );
}

function addRun(
  parent: Command,
  makeVerb: MakeVerb,
  name: "up" | "preview" | "destroy",
  summary: string,
  runnable: Runnable,
): Command {
  const { what, example } = runnable;
  const words = `tenantry ${what === "cell" ? "cell " : ""}${name}`;
  const examples = [`${words} ${example}${name === "destroy" ? " --yes" : ""}`, `${words} --all --json`];
  const selecting = addSelection(makeVerb(parent, name, summary, examples), runnable, name !== "destroy");
  const command = addRunnerOptions(selecting, what);
  if (name !== "preview") command.addOption(waitOption(what));
  if (name === "destroy") {
    command.option("--yes", `really destroy; without it the ${what}s are only named`);
    return what === "tenant" ? command.addOption(ignoreRetentionOption()) : command;
  }
  return command.option("--refresh", "ask the target first, so that changes made by hand are seen and put back");
}

function ignoreRetentionOption(): Option {
  return new Option(
    "--ignore-retention <reason>",
    "why tenants that have left are destroyed before the day until which their data is kept; the audit trail has it",
  ).argParser(reason);
}

function addSelection(command: Command, { what, all }: Runnable, affected = false): Command {
  const selecting =
    what === "tenant"
      ? addSelectors(command, { affected })
      : command.argument("[ids...]", `${what} ids`).option("--all", all, false);
  return selecting.addOption(concurrencyOption(`${what}s`));
}
