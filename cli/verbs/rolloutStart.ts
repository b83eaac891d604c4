import { join } from "node:path";
import { stringify } from "yaml";

import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { participantsOf } from "../../core/rollouts/participants.ts";
import { budgetOf } from "../../core/rollouts/planWaves.ts";
import { apiVersion, rolloutName } from "../../core/schema/fields.ts";
import { rolloutSchema, type RolloutManifest } from "../../core/schema/rollout.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { createFile } from "../../fleet/files.ts";
import type { ProposedFile } from "../../fleet/openEstate.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatRollout } from "../../reports/rolloutReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openChanged, openValidEstate } from "../openValidEstate.ts";
import { documentOf, runningIn } from "../rollouts.ts";
import type { RolloutStartOptions } from "../rolloutVerbs.ts";
import type { ErrorBudget } from "../runnerOptions.ts";

/** `rollout start`: writes a rollout into the estate, if all is right with it, and shows its waves. Nothing is run. */
export async function rolloutStart(name: string, options: RolloutStartOptions, context: Context): Promise<number> {
  if (!rolloutName.safeParse(name).success) {
    throw new UserError(
      visible(`"${name}" is no name of a rollout: it has lower-case letters, digits and single hyphens.`),
    );
  }
  const { estate, directory } = openValidEstate(options, "rollout start", context);
  const known = estate.rollouts.find(({ manifest }) => manifest.metadata.name === name);
  if (known !== undefined) {
    throw new UserError(
      `The estate has a rollout "${name}" already, in ${known.document.name}. Give this one another name.`,
    );
  }
  const asked = manifestOf(name, options, estate);
  const draft = read(asked);
  const { running, incomplete } = await alreadyThere(draft, estate, directory, context);
  const record = { reached: running, open: incomplete };
  const manifest = { ...draft, status: { ...draft.status, ...record } };
  const status = running.length === 0 ? {} : { status: { state: "running", ...record } };
  const file: ProposedFile = {
    name: `rollouts/${name}.yaml`,
    text: stringify({ ...asked, ...status }, { lineWidth: 0 }),
  };
  // With the rollout there, tenants resolve to what they have until it reaches them.
  const { estate: after, diagnostics } = openChanged(file, "rollout", options, "rollout start", context);
  for (const warning of diagnostics) context.note(formatDiagnostic(warning));
  requireSize(draft, after);
  if (running.length > 0) {
    context.note(`On the new version already, and counted as reached: ${running.join(", ")}`);
  }
  if (!options.dryRun && !createFile(join(directory, file.name), file.text)) {
    throw new UserError(`${file.name} was made meanwhile. Nothing is written.`);
  }
  const document = await documentOf("rollout start", !options.dryRun, manifest, after, directory, context);
  context.print(options.json ? visibleJson(document) : formatRollout(document));
  context.note(options.dryRun ? "Nothing is written." : `Next: commit ${file.name}, then tenantry rollout run ${name}`);
  return exitCodes.done;
}

/** The document as it is asked for, with nothing in it that goes without saying. */
function manifestOf(name: string, options: RolloutStartOptions, estate: Estate) {
  const { service, tier, code, wave, canary, budget, outsideWindows, reason, probe = [] } = options;
  if (code !== true && (service === undefined || tier === undefined || options.to === undefined)) {
    throw new UserError("A rollout takes --service, --tier and --to; or --code, to apply today's code.");
  }
  if (outsideWindows === true && reason === undefined) {
    throw new UserError("--outside-windows takes a --reason: customers were promised their windows.");
  }
  const version = versionFor(options, estate);
  return {
    apiVersion,
    kind: "Rollout",
    metadata: { name },
    spec: {
      ...{ service, tier },
      ...(code === true ? { code: true } : { from: options.from ?? version.before, to: options.to }),
      ...((options.rings ?? version.rings) && { rings: options.rings ?? version.rings }),
      ...((wave !== undefined || canary !== undefined) && {
        wave: { ...sizeOf(wave ?? { percent: 10 }, "tenants"), ...(canary !== undefined && { canary }) },
      }),
      ...(budget !== undefined && { budget: sizeOf(budget, "failed") }),
      ...(probe.length > 0 && {
        gates: { probes: probe.map((address) => (address.includes("://") ? { url: address } : { tcp: address })) },
      }),
      ...(outsideWindows === true && { windows: false }),
      ...(reason !== undefined && { reason }),
    },
  };
}

/** The rings that a version is released to, and the version before it: what a rollout to it takes where nothing else is said. */
function versionFor({ service, tier, to }: RolloutStartOptions, { catalogue }: Estate) {
  const versions = catalogue
    .map(({ manifest }) => manifest)
    .filter(({ metadata }) => metadata.service === service && metadata.name === tier);
  const before = versions.map(({ metadata }) => metadata.version).filter((version) => version < (to ?? 0));
  const released = versions.find(({ metadata }) => metadata.version === to)?.spec.rings;
  const inOrder = (["early", "general", "late"] as const).filter((ring) => released?.includes(ring));
  if (to !== undefined && before.length === 0 && versions.length > 0) {
    const known = versions.map(({ metadata }) => formatTier(metadata)).toSorted();
    throw new UserError(
      visible(`No version of ${service ?? ""}/${tier ?? ""} comes before ${String(to)}: ${known.join(", ")}.`),
    );
  }
  return { before: Math.max(1, ...before), rings: released && inOrder };
}

function sizeOf(size: ErrorBudget, key: "tenants" | "failed"): Readonly<Record<string, number>> {
  return "count" in size ? { [key]: size.count } : { percent: size.percent };
}

/** The manifest as its schema reads it. What is wrong with it is told where the whole estate is judged. */
function read(asked: object): RolloutManifest {
  const parsed = rolloutSchema.safeParse(JSON.parse(JSON.stringify(asked)));
  if (parsed.success) return parsed.data;
  const told = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new UserError(visible(`This is no rollout. ${told.join("; ")}.`));
}

/**
 * Who runs the new version already, so that nobody is brought back to the old one by a rollout that begins late; and of them, who does so
 * in part, or whose last run did not end well: those are run first.
 */
async function alreadyThere(
  rollout: RolloutManifest,
  estate: Estate,
  directory: string,
  context: Context,
): Promise<{ running: string[]; incomplete: string[] }> {
  const { service, tier, to } = rollout.spec;
  if (to === undefined) return { running: [], incomplete: [] };
  const stacks = await runningIn(estate, directory, context);
  const wanted = formatTier({ name: tier ?? "", version: to });
  const participants = new Set(participantsOf(estate.tenants, rollout).map(({ id }) => id));
  const found = estate.tenants.flatMap(({ manifest, resolved: { id } }) => {
    const stack = stacks.get(id);
    const runs = stack?.tiers ?? {};
    const own = manifest.spec.subscriptions.filter((each) => each.service === service && each.tier === tier);
    const there = own.filter(({ name }) => Object.hasOwn(runs, name) && runs[name] === wanted);
    const isWhole = there.length === own.length && stack?.isIncomplete === false;
    return participants.has(id) && there.length > 0 ? [{ id, isWhole }] : [];
  });
  return {
    running: found.map(({ id }) => id),
    incomplete: found.filter(({ isWhole }) => !isWhole).map(({ id }) => id),
  };
}

function requireSize(rollout: RolloutManifest, estate: Estate): void {
  const { spec } = rollout;
  const total = participantsOf(estate.tenants, rollout).length;
  const what =
    spec.code === true ? "is of these services and rings" : `follows ${spec.service ?? ""}/${spec.tier ?? ""}`;
  if (total === 0) throw new UserError(visible(`Nobody ${what}: there is nothing to roll out.`));
  const { tenants = 0, canary = 0 } = spec.wave;
  if (Math.max(tenants, canary) > total) {
    throw new UserError(
      `A wave of ${String(Math.max(tenants, canary))} has more than all ${String(total)} tenants that it is of.`,
    );
  }
  if (budgetOf(spec.budget, total) >= total) {
    throw new UserError(
      `A budget of ${String(budgetOf(spec.budget, total))} lets all ${String(total)} tenants fail. Give less.`,
    );
  }
}
