import { InvalidArgumentError, Option, type Command } from "commander";

import type { LabelSelector } from "../fleet/selection/selectors.ts";
import type { Shard } from "../fleet/selection/shard.ts";
import { collect } from "./collect.ts";

/** The options by which a verb's tenants are selected. */
export interface SelectorOptions {
  readonly all: boolean;
  readonly label?: readonly LabelSelector[];
  readonly service?: readonly string[];
  readonly tier?: readonly string[];
  readonly cell?: readonly string[];
  readonly ring?: readonly string[];
  readonly state?: readonly string[];
  /** Of what is selected, only this part. */
  readonly shard?: Shard;
  /** It is no mistake when nothing is selected. */
  readonly allowEmpty?: boolean;
  /** Say for each tenant why it is selected. */
  readonly why?: boolean;
  /** Of what is selected, only what a change since the base affects. */
  readonly affected?: boolean;
  /** What to compare with. */
  readonly base?: string;
}

/** Adds the argument and the options by which tenants are selected; `affected`: by what has changed, too. */
export function addSelectors(command: Command, { affected = true } = {}): Command {
  command
    .argument("[ids...]", "tenant ids, and patterns of them such as 'acme-*'")
    .option("--all", "every tenant of the estate", false)
    .addOption(option("--label <key=value>", "tenants with this label").argParser(label))
    .addOption(option("--service <service>", "tenants with a subscription to this service").argParser(collect))
    .addOption(
      option(
        "--tier <tier>",
        "tenants with a subscription of this tier: standard, standard@2, iaas/standard@2",
      ).argParser(tier),
    )
    .addOption(option("--cell <cell>", "tenants with a subscription in this cell").argParser(collect))
    .addOption(option("--ring <ring>", "tenants of this ring").argParser(oneOf(["early", "general", "late"])))
    .addOption(
      option("--state <state>", "tenants that should be so").argParser(oneOf(["active", "suspended", "offboarded"])),
    )
    .addOption(new Option("--shard <i/n>", "of the selected tenants only this part, such as 3/8").argParser(shard))
    .option("--allow-empty", "it is no mistake when nothing is selected")
    .option("--why", "say for each tenant why it is selected");
  if (!affected) return command;
  return command
    .option(
      "--affected",
      "of the selected tenants, all when none is named, only those that a change since the base affects",
    )
    .option(
      "--base <ref>",
      "what --affected compares with: a commit, branch or tag; where the branch began by default",
    );
}

function option(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be repeated`);
}

function label(text: string, before: readonly LabelSelector[] = []): readonly LabelSelector[] {
  const [key, value] = [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)];
  if (!text.includes("=") || key === "" || value === "") {
    throw new InvalidArgumentError("a label looks like segment=retail.");
  }
  return [...before, { key, value }];
}

function tier(text: string, before: readonly string[] = []): readonly string[] {
  if (!/^(?:[a-z0-9-]+\/)?[a-z0-9-]+(?:@[1-9]\d{0,3})?$/.test(text)) {
    throw new InvalidArgumentError("a tier looks like standard, standard@2 or iaas/standard@2.");
  }
  return [...before, text];
}

function oneOf(allowed: readonly string[]) {
  return (text: string, before: readonly string[] = []): readonly string[] => {
    if (!allowed.includes(text)) throw new InvalidArgumentError(`it is one of: ${allowed.join(", ")}.`);
    return [...before, text];
  };
}

function shard(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > of) throw new InvalidArgumentError("a shard looks like 3/8, the third of eight.");
  return { index, of };
}
