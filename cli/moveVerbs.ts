import { Option } from "commander";

import type { MoveTime } from "../core/moves/decideTime.ts";
import type { Suspension } from "../core/suspension/suspension.ts";
import { dayArgument } from "./dayArgument.ts";
import type { CommandLine, CommonOptions } from "./program.ts";

/** Options of the verbs that change what is agreed with a tenant. */
interface EditOptions extends CommonOptions {
  readonly dryRun: boolean;
}

/** Options of `move`. */
export interface MoveOptions extends EditOptions {
  /** The tier, such as standard@2, or standard to follow the ring. */
  readonly to?: string;
  readonly when?: MoveTime["when"];
  /** A day. */
  readonly on?: string;
  /** An e-mail address. */
  readonly approvedBy?: string;
  /** Take the pending move away. */
  readonly undo: boolean;
}

/** Options of `moves`. */
export interface MovesOptions extends EditOptions {
  /** Carry out those that are due. */
  readonly due: boolean;
}

/** Options of `suspend`. */
export interface SuspendOptions extends EditOptions {
  readonly reason: Suspension["reason"];
  readonly note?: string;
  /** Give a tenant that is suspended another reason or note. */
  readonly change: boolean;
}

/** The verbs for moves between tiers, and for suspension. */
export function addMoveVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  const dryRun = ["--dry-run", "show the change and write nothing", false] as const;
  makeVerb(program, "move", "Move a subscription to another tier: now, or at a time that is agreed", [
    "tenantry move acme web --to standard@2 --dry-run",
    "tenantry move acme web --to premium --approved-by cto@acme.example --when window --on 2026-12-06",
    "tenantry move acme web --undo",
  ])
    .argument("<tenant>", "the tenant's id")
    .argument("<subscription>", "the subscription's name")
    .option("--to <tier>", "the tier: standard@2, or standard to follow the tenant's ring")
    .addOption(
      new Option(
        "--when <when>",
        "now, in the next maintenance window, or at the next renewal; as soon as the tier allows it when absent",
      ).choices(["now", "window", "renewal"]),
    )
    .option("--on <day>", "the renewal that is meant, or the first day whose window may be used", dayArgument)
    .option("--approved-by <email>", "who has approved a move that needs it")
    .addOption(new Option("--undo", "take the pending move away").default(false).conflicts(["to", "when", "on"]))
    .option(...dryRun)
    .action(async (tenant: string, subscription: string, options: MoveOptions) => {
      finish(await (await import("./verbs/move.ts")).move(tenant, subscription, options, context));
    });
  makeVerb(program, "moves", "List the moves that are pending, or carry out those that are due", [
    "tenantry moves",
    "tenantry moves --due && tenantry up --affected",
  ])
    .option("--due", "carry out those that are due: edits manifests, runs nothing", false)
    .option(...dryRun)
    .action(async (options: MovesOptions) => {
      const verbs = await import("./verbs/moves.ts");
      finish(options.due ? await verbs.carryOutDue(options, context) : verbs.moves(options, context));
    });
  makeVerb(program, "suspend", "Suspend a tenant: what computes stops with the next up, data stays", [
    "tenantry suspend acme --reason non-payment --note 'Invoice 17 of October'",
    "tenantry suspend acme --reason security --change",
  ])
    .argument("<tenant>", "the tenant's id")
    .addOption(
      new Option("--reason <reason>", "why")
        .choices(["non-payment", "security", "customer-request"])
        .makeOptionMandatory(),
    )
    .option("--note <text>", "what else there is to know, on one line")
    .option("--change", "give a tenant that is suspended another reason or note", false)
    .option(...dryRun)
    .action(async (tenant: string, options: SuspendOptions) => {
      finish((await import("./verbs/suspend.ts")).suspend(tenant, options, context));
    });
  makeVerb(program, "resume", "End a tenant's suspension", ["tenantry resume acme"])
    .argument("<tenant>", "the tenant's id")
    .option(...dryRun)
    .action(async (tenant: string, options: EditOptions) => {
      finish((await import("./verbs/suspend.ts")).resume(tenant, options, context));
    });
}
