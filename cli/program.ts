import { Command, Option } from "commander";

import { codeVersion } from "../core/codeVersion.ts";
import type { AuditFormat } from "./auditFormats.ts";
import { addAuditVerbs } from "./auditVerbs.ts";
import { addBillingRecordVerbs } from "./billingRecordVerbs.ts";
import { addBillingVerbs } from "./billingVerbs.ts";
import { addCatalogueVerbs } from "./catalogueVerbs.ts";
import { exitCodeHelp, type Context } from "./context.ts";
import { addCostVerbs } from "./costVerbs.ts";
import { addDiffVerbs } from "./diffVerbs.ts";
import { addFocusVerbs } from "./focusVerbs.ts";
import { addManifestVerbs } from "./manifestVerbs.ts";
import { addOffboardVerbs } from "./offboardVerbs.ts";
import { addMoveVerbs } from "./moveVerbs.ts";
import { addPlansVerbs } from "./plansVerbs.ts";
import { addPriceBookVerbs } from "./priceBookVerbs.ts";
import { addRolloutVerbs } from "./rolloutVerbs.ts";
import { addRunsVerbs } from "./runsVerbs.ts";
import { addRunVerbs } from "./runVerbs.ts";
import type { RunnerOptions } from "./runnerOptions.ts";
import { addSettleVerbs } from "./settleVerbs.ts";
import { addServiceVerbs } from "./serviceVerbs.ts";
import { addUpkeepVerbs } from "./upkeepVerbs.ts";
import { addSelectionVerbs } from "./selectionVerbs.ts";
import { addSelectors, type SelectorOptions } from "./selectorOptions.ts";

/** Options that every verb takes. */
export interface CommonOptions {
  /** The estate's directory. */
  readonly estate: string;
  /** Print one JSON document instead of text. */
  readonly json: boolean;
}

/** Options of `validate`. */
export interface ValidateOptions extends CommonOptions {
  /** What to print the problems as; text, or JSON with `--json`, when absent. */
  readonly format?: "text" | "json" | "sarif" | "github";
}

/** Options of the verbs that work on selected tenants. */
export interface SelectOptions extends CommonOptions, SelectorOptions {}

/** Options of `check`. */
export interface CheckOptions extends SelectOptions {
  /** Take the judgements of tenants that have not changed from earlier runs. */
  readonly cache: boolean;
}

/** Options of `status`. */
export interface StatusOptions extends CommonOptions {
  /** Tell of versions, by subscription. */
  readonly versions: boolean;
}

/** Options of `resolve`. */
export interface ResolveOptions extends CommonOptions {
  /** The path of the values whose origins are asked for. */
  readonly why?: string;
}

/** Options of the verbs that run stacks. */
export interface RunOptions extends SelectOptions, RunnerOptions {
  /** How many stacks at a time. */
  readonly concurrency: number;
  /** `destroy` only: really do it. */
  readonly yes?: boolean;
  /** `up` and `preview`: ask the target for what is there first, so that what was changed by hand shows. */
  readonly refresh?: boolean;
  /** `destroy` only: why tenants that have left are destroyed before their retention is over. */
  readonly ignoreRetention?: string;
  /** How long is waited for others that work on a stack, in seconds. */
  readonly wait?: number;
  /** The run that this one goes on with. */
  readonly resumes?: string;
}

/** Options of `drift`. */
export interface DriftOptions extends RunOptions {
  /** Put right what is found. */
  readonly repair?: boolean;
}

/** Options of `audit`. */
export interface AuditOptions extends SelectOptions {
  /** Where the reports go; none is written when absent. */
  readonly output?: string;
  /** Which reports; all when absent. */
  readonly format?: readonly AuditFormat[];
  /** The evidence.json of an earlier audit. */
  readonly previous?: string;
  /** ISO 8601 in UTC; the clock's when absent. */
  readonly now?: string;
  readonly of: "manifests" | "state";
  /** A rule that is tried. */
  readonly try?: string;
  readonly cache: boolean;
}

/** Options of `audit verify`. */
export interface AuditVerifyOptions extends CommonOptions {
  /** Evidence of earlier audits. */
  readonly report: readonly string[];
}

/** Makes a command with what every verb takes. */
export type MakeVerb = (parent: Command, name: string, summary: string, examples: readonly string[]) => Command;

/** Hands a verb's exit code on. */
type Finish = (code: number) => void;

/** What verbs are added to, and what they are made with. */
export interface CommandLine {
  readonly program: Command;
  readonly makeVerb: MakeVerb;
  readonly context: Context;
  readonly finish: Finish;
}

/**
 * The command line: each verb's words, options and examples. What a verb does is loaded when it is called, so `--help`
 * stays quick.
 */
export function buildProgram(context: Context, finish: Finish): Command {
  const program = new Command("tenantry")
    .description("Provisions the tenants of a managed service provider: one manifest, one Pulumi stack, one tenant.")
    .version(codeVersion)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        context.print(text.trimEnd());
      },
      writeErr: (text) => {
        context.note(text.trimEnd());
      },
    })
    .showSuggestionAfterError()
    .addHelpText("after", `\n${exitCodeHelp}`);

  verb(program, context, "validate", "Check manifests and catalogue; renders nothing", [
    "tenantry validate --json",
    "tenantry validate --format sarif > tenantry.sarif",
  ])
    .addOption(
      new Option(
        "--format <format>",
        "text for people, json, sarif for code scanning, github for annotations in a run of GitHub Actions",
      ).choices(["text", "json", "sarif", "github"]),
    )
    .action(async (options: ValidateOptions) => {
      finish(await (await import("./verbs/validate.ts")).validate(options, context));
    });
  verb(program, context, "explain", "Say what a diagnostic code means and what to do; lists all codes without one", [
    "tenantry explain TEN202",
    "tenantry explain",
  ])
    .argument("[code]", "the code, such as TEN202")
    .action(async (code: string | undefined, options: CommonOptions) => {
      finish((await import("./verbs/explain.ts")).explain(code, options, context));
    });
  addSelectors(
    verb(program, context, "check", "Validate, render in process and evaluate the policies", [
      "tenantry check",
      "tenantry check acme --json",
    ]),
  )
    .option("--no-cache", "judge every tenant anew, also those that have not changed")
    .action(async (ids: string[], options: CheckOptions) => {
      finish(await (await import("./verbs/check.ts")).check(ids, options, context));
    });
  verb(program, context, "resolve", "Print a tenant with everything decided, or why a value is what it is", [
    "tenantry resolve acme",
    "tenantry resolve acme --why subscriptions[0].tier",
    "tenantry resolve acme --why spec.maintenance --json",
  ])
    .argument("<id>", "the tenant's id")
    .option("--why <path>", "which file and line set the values at or below this path; . for all")
    .action(async (id: string, options: ResolveOptions) => {
      finish((await import("./verbs/resolve.ts")).resolve(id, options, context));
    });
  const makeVerb: MakeVerb = (parent, ...words) => verb(parent, context, ...words);
  const commandLine = { program, makeVerb, context, finish };
  addManifestVerbs(commandLine);
  addCatalogueVerbs(commandLine);
  addRunVerbs(commandLine);
  addPlansVerbs(commandLine);
  addRunsVerbs(commandLine);
  addAuditVerbs(commandLine);
  addDiffVerbs(commandLine);
  addSelectionVerbs(commandLine);
  addSettleVerbs(commandLine);
  addRolloutVerbs(commandLine);
  addMoveVerbs(commandLine);
  addOffboardVerbs(commandLine);
  addUpkeepVerbs(commandLine);
  addServiceVerbs(commandLine);
  addCostVerbs(commandLine);
  addPriceBookVerbs(commandLine);
  addBillingVerbs(commandLine);
  addFocusVerbs(commandLine);
  addBillingRecordVerbs(commandLine);
  verb(program, context, "status", "Show what runs against what should", [
    "tenantry status",
    "tenantry status --versions",
  ])
    .option("--versions", "show who is on which version: asked for, pinned or following, and what runs", false)
    .action(async (options: StatusOptions) => {
      finish(await (await import("./verbs/status.ts")).status(options, context));
    });
  verb(program, context, "env", "Print the variables for running pulumi by hand", [
    'eval "$(npx tenantry env)"; pulumi up -s acme',
  ]).action(async (options: CommonOptions) => {
    finish(await (await import("./verbs/env.ts")).env(options, context));
  });
  verb(program, context, "doctor", "Show which tools are used and what is missing", ["tenantry doctor"]).action(
    async (options: CommonOptions) => {
      finish(await (await import("./verbs/doctor.ts")).doctor(options, context));
    },
  );
  return program;
}

function verb(program: Command, context: Context, name: string, summary: string, examples: readonly string[]): Command {
  return program
    .command(name)
    .description(summary)
    .addOption(
      new Option("--estate <directory>", "the estate's directory").default(
        context.environment["TENANTRY_ESTATE"] ?? "estate",
      ),
    )
    .option("--json", "print one JSON document", false)
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}\n\n${exitCodeHelp}`);
}
