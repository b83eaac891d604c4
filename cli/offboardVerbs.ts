import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";

import { endReason } from "../core/schema/offboarding.ts";
import { dayArgument } from "./dayArgument.ts";
import type { CommandLine, CommonOptions } from "./program.ts";
import { addRunnerOptions, type RunnerOptions } from "./runnerOptions.ts";
import { waitOption } from "./waitOption.ts";

/** Options of `offboard`. */
export interface OffboardOptions extends CommonOptions {
  /** A day. */
  readonly retainUntil?: string;
  readonly export?: "offered" | "declined" | "delivered";
  /** Why the data has to be kept. */
  readonly hold?: string;
  /** Who orders the hold. */
  readonly by?: string;
  readonly release?: boolean;
  readonly undo?: boolean;
  readonly dryRun: boolean;
}

/** Options of `purge`. */
export interface PurgeOptions extends CommonOptions, RunnerOptions {
  readonly yes?: boolean;
  /** Who approves it; not needed where the manifest names somebody. */
  readonly by?: string;
  /** A directory for a copy of the certificate. */
  readonly out?: string;
  readonly dryRun: boolean;
  readonly wait?: number;
}

/** The verbs for a tenant's end. */
export function addOffboardVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  makeVerb(program, "offboard", "Agree on a tenant's end: what runs is stopped, and data is kept until its day", [
    "tenantry offboard acme",
    "tenantry offboard acme --export delivered",
    'tenantry offboard acme --hold "Lawsuit 4711" --by legal@northwind.example',
    "tenantry offboard acme --release",
    "tenantry offboard acme --undo --dry-run",
  ])
    .argument("<tenant>", "the tenant's id")
    .addOption(
      new Option(
        "--retain-until <day>",
        "the first day on which its data may be deleted; by its tiers and its contract when not given",
      ).argParser(dayArgument),
    )
    .addOption(
      new Option("--export <status>", "what became of the offer to hand the customer its data").choices([
        "offered",
        "declined",
        "delivered",
      ]),
    )
    .addOption(new Option("--hold <reason>", "let nothing be deleted, whatever the day is").argParser(reason))
    .addOption(new Option("--by <email>", "who orders the hold").argParser(email))
    .addOption(new Option("--release", "end the hold; retention runs on").conflicts("hold"))
    .addOption(
      new Option("--undo", "give the manifest back as it was").conflicts(["retainUntil", "export", "hold", "release"]),
    )
    .option("--dry-run", "show the change and write nothing", false)
    .action(async (id: string, options: OffboardOptions) => {
      finish(await (await import("./verbs/offboard.ts")).offboard(id, options, context));
    });
  makeVerb(program, "offboardings", "Show which tenants leave, how far they have come, and until when data is kept", [
    "tenantry offboardings",
    "tenantry offboardings --json",
  ]).action(async (options: CommonOptions) => {
    finish(await (await import("./verbs/offboardings.ts")).offboardings(options, context));
  });
  addRunnerOptions(
    makeVerb(program, "purge", "Delete all that a tenant has whose retention is over, prove it, and certify it", [
      "tenantry purge acme --dry-run",
      "tenantry purge acme --yes --by ops@northwind.example",
      "tenantry purge acme --yes --out certificates",
    ]).argument("<tenant>", "the tenant's id"),
    "tenant",
  )
    .option("--yes", "really delete")
    .addOption(new Option("--by <email>", "who approves it; the manifest then names them").argParser(email))
    .option("--out <directory>", "also write the certificate there")
    .option("--dry-run", "say what would be deleted, and delete nothing", false)
    .addOption(waitOption("tenant"))
    .action(async (id: string, options: PurgeOptions) => {
      finish(await (await import("./verbs/purge.ts")).purge(id, options, context));
    });
}

function email(text: string): string {
  if (!z.email().safeParse(text).success) throw new InvalidArgumentError("give an e-mail address.");
  return text;
}

/** A reason as manifests take it. */
export function reason(text: string): string {
  const parsed = endReason.safeParse(text);
  if (!parsed.success)
    throw new InvalidArgumentError(`${parsed.error.issues.map(({ message }) => message).join("; ")}.`);
  return text;
}
