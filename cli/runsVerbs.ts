import { Option, type Command } from "commander";

import type { Context } from "./context.ts";
import type { CommonOptions, MakeVerb } from "./program.ts";
import { addRunnerOptions } from "./runnerOptions.ts";
import { positiveInteger } from "./runVerbs.ts";
import type { ResumeOptions } from "./verbs/runsResume.ts";
import { waitOption } from "./waitOption.ts";

/** The verbs about runs that were: which there were, what one did, and going on with one that did not end. */
export function addRunsVerbs(
  program: Command,
  makeVerb: MakeVerb,
  context: Context,
  finish: (code: number) => void,
): void {
  const runs = makeVerb(program, "runs", "Show which runs there were, and how they ended", [
    "tenantry runs",
    "tenantry runs --json",
  ]).action(async (options: CommonOptions) => {
    finish((await import("./verbs/runsList.ts")).runsList(options, context));
  });
  makeVerb(runs, "show", "Show what a run did to each tenant or cell", ["tenantry runs show 1f0c"])
    .argument("<id>", "the run's id, or how it begins")
    .action(async (id: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      finish((await import("./verbs/runsShow.ts")).runsShow(id, options, context));
    });
  const resume = makeVerb(runs, "resume", "Go on with a run that crashed or was interrupted", [
    "tenantry runs resume",
    "tenantry runs resume 1f0c",
  ])
    .argument("[id]", "the run's id, or how it begins; the newest that can be resumed when none is given")
    .addOption(new Option("-j, --concurrency <n>", "how many at a time").default(2).argParser(positiveInteger))
    .addOption(waitOption("tenant"));
  addRunnerOptions(resume, "tenant").action(async (id: string | undefined, _options: unknown, command: Command) => {
    const options = command.optsWithGlobals<ResumeOptions>();
    finish(await (await import("./verbs/runsResume.ts")).runsResume(id, options, context));
  });
}
