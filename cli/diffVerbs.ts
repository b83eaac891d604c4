import { Option } from "commander";

import type { CommandLine, CommonOptions } from "./program.ts";
import { addSelectors, type SelectorOptions } from "./selectorOptions.ts";

/** Options of `diff`. */
export interface DiffOptions extends CommonOptions, SelectorOptions {
  readonly format: "text" | "markdown";
  /** Tell what properties were and become, where they are not secret. */
  readonly values?: boolean;
  /** Name every tenant of a change. */
  readonly tenants?: boolean;
  /** Exit with 1 when something would change. */
  readonly exitCode?: boolean;
}

/** The verb that says what a change to the estate or the code would do to tenants, without a target. */
export function addDiffVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  addSelectors(
    makeVerb(program, "diff", "Say what a change since a commit would do to tenants; asks no target and no state", [
      "tenantry diff",
      "tenantry diff acme --base main --values",
      "tenantry diff --format markdown > comment.md",
    ]),
    { affected: false },
  )
    .option("--base <ref>", "the commit, branch or tag to compare with; where the branch began by default")
    .option("--values", "tell what properties were and become; of secrets nothing is told")
    .option("--tenants", "name every tenant of a change, not only a few")
    .addOption(
      new Option("--format <format>", "text for people, markdown for a comment on a pull or merge request")
        .choices(["text", "markdown"])
        .default("text"),
    )
    .option("--exit-code", "exit with 1 when something would change, as git diff does")
    .action(async (ids: string[], options: DiffOptions) => {
      finish(await (await import("./verbs/diff.ts")).diff(ids, options, context));
    });
}
