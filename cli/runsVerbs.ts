import type { Command } from "commander";

import { concurrencyOption } from "./concurrencyOption.ts";
import type { CommandLine, CommonOptions } from "./program.ts";
import { addRunnerOptions } from "./runnerOptions.ts";
import type { ResumeOptions } from "./verbs/runsResume.ts";
import { waitOption } from "./waitOption.ts";

/** The verbs about runs that were: which there were, what one did, and going on with one that did not end. */
export function addRunsVerbs({ program, makeVerb, context, finish }: CommandLine): void {
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
    .addOption(concurrencyOption("tenants or cells"))
    .addOption(waitOption("tenant"));
  addRunnerOptions(resume, "tenant").action(async (id: string | undefined, _options: unknown, command: Command) => {
    const options = command.optsWithGlobals<ResumeOptions>();
    finish(await (await import("./verbs/runsResume.ts")).runsResume(id, options, context));
  });
}
