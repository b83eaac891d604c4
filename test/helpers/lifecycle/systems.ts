/** What lifecycles run against: verbs on files alone, or the real engine in the sandbox too. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { root, type Outcome, type ProcessOptions, type TestEstate } from "../cli.ts";
import { differences } from "../faults/converged.ts";
import type { System } from "./commands.ts";
import type { Model, ModelTenant } from "./model.ts";

/** Verbs in this process; what is looked at are the manifests. */
export function onFiles(estate: TestEstate, onDone: System["onDone"]): System {
  return {
    onDone,
    directory: join(estate.directory, "estate"),
    verb: (args, today) => estate.command(args, `${today}T12:00:00.000Z`),
    settle: (model) => Promise.resolve(manifestDifferences(estate, model)),
  };
}

/**
 * Verbs as processes of their own. After each, `up` brings about what manifests say, and inventory, states, the journal's last word and
 * manifests have to be one.
 */
export function onEngine(estate: TestEstate, onDone: System["onDone"]): System {
  const onDay = join(root, "test/helpers/lifecycle/onDay.ts");
  const verb = (args: readonly string[], today: string, options?: ProcessOptions): Promise<Outcome> =>
    estate.run(process.execPath, [onDay, today, ...args], options);
  return {
    onDone,
    directory: join(estate.directory, "estate"),
    verb,
    settle: async (model, death) => {
      const wrong = manifestDifferences(estate, model);
      if (wrong.length > 0 || model.tenants.size === 0) return wrong;
      const bringAbout = ["up", "--all", "--json"];
      if (death !== undefined) await verb(bringAbout, model.today, { onStderr: killAfter(death) });
      const up = await verb(bringAbout, model.today);
      if (up.code !== 0) return [`up ended with ${String(up.code)}`, up.stdout, up.stderr];
      return differences(estate);
    },
  };
}

/** Kills a run so many milliseconds after it has said something: that a stack began. */
function killAfter(milliseconds: number): NonNullable<ProcessOptions["onStderr"]> {
  let isSet = false;
  return (_text, kill) => {
    if (isSet) return;
    isSet = true;
    setTimeout(() => {
      kill("SIGKILL");
    }, milliseconds);
  };
}

/** Where manifests are not as the model's tenants are. That the estate is valid with them is the verbs' own business. */
function manifestDifferences(estate: TestEstate, { tenants }: Model): string[] {
  const directory = join(estate.directory, "estate/tenants");
  const found = new Map(
    readdirSync(directory).map((file) => [file.replace(/\.yaml$/, ""), lineOf(readTenant(join(directory, file)))]),
  );
  return [...new Set([...found.keys(), ...tenants.keys()])].flatMap((id) => {
    const wanted = tenants.get(id);
    const [has, should] = [found.get(id), wanted && lineOf(wanted)];
    return has === should ? [] : [`${id} is ${has ?? "not there"} and should be ${should ?? "not there"}`];
  });
}

type Told = Pick<ModelTenant, "tier" | "state" | "pending">;

function readTenant(file: string): Told {
  const { spec } = parse(readFileSync(file, "utf8")) as {
    spec: { state?: ModelTenant["state"]; subscriptions: Pick<ModelTenant, "tier" | "pending">[] };
  };
  const [subscription] = spec.subscriptions;
  return { tier: subscription?.tier ?? "", state: spec.state ?? "active", pending: subscription?.pending };
}

function lineOf({ tier, state, pending }: Told): string {
  return [tier, state, ...(pending === undefined ? [] : [`to ${pending.to} on ${pending.on}`])].join(" ");
}
