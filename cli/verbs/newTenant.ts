import { join } from "node:path";

import { serviceKinds as kinds } from "../../components/registry.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { inlineText } from "../../core/documents/valueText.ts";
import { allocate } from "../../core/onboarding/allocate.ts";
import { renderManifest } from "../../core/onboarding/renderManifest.ts";
import type { OrderedSubscription, TenantOrder } from "../../core/onboarding/tenantOrder.ts";
import type { NewTenantDocument } from "../../core/results/editing.ts";
import { tenantId } from "../../core/schema/fields.ts";
import { createFile } from "../../fleet/files.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import type { NewTenantOptions } from "../manifestVerbs.ts";
import { askFields, askId, askSpec, askSubscriptions, openQuestions, type Questions } from "../newTenant/ask.ts";
import { answersOf, defaultOf, problemWith, tenantFields, type Answers } from "../newTenant/fields.ts";
import { readSubscriptions } from "../newTenant/subscriptions.ts";
import { judgeChange, openValidEstate } from "../openValidEstate.ts";

/** Writes the manifest of a new tenant, if the estate is valid with it. What is not given is asked where there is a terminal. */
export async function newTenant(id: string | undefined, options: NewTenantOptions, context: Context): Promise<number> {
  const { estate, directory, files } = openValidEstate(options, "new tenant", context);
  const { today } = context;
  const questions: Questions = { estate, kinds, today };
  const networkPrefix = refuseMistakes(id, options, questions);
  const placed = allocate(await completed(id, options, questions, context), {
    ...{ estate, files, kinds, options: { today } },
    ...(networkPrefix !== undefined && { networkPrefix }),
  });
  if ("problems" in placed) {
    throw new UserError(
      visibleLines([...placed.problems, "Nothing is written. Take another region, or enlarge a cell."]),
    );
  }

  const { order } = placed;
  const proposed = { name: `tenants/${order.id}.yaml`, text: renderManifest(order, kinds) };
  const file = join(options.estate, proposed.name);
  const warnings = judgeChange(proposed, "tenant", options, "new tenant", context);
  for (const warning of warnings.filter(({ where }) => where?.path === file)) context.note(formatDiagnostic(warning));
  if (!options.dryRun && !createFile(join(directory, proposed.name), proposed.text)) throw taken(order.id);

  if (options.json) context.print(visibleJson(documentOf(order, file, proposed.text, !options.dryRun)));
  else if (options.dryRun) context.print(proposed.text.trimEnd());
  else {
    const places = order.subscriptions.map(
      ({ name, service, tier, cell }) => `${name} (${service}/${tier}) in ${cell ?? ""}`,
    );
    context.print(visible(`${file} is written: ${places.join(", ")}`));
    context.note(`Next: tenantry preview ${order.id}`);
  }
  return exitCodes.done;
}

/** Everything that is wrong with what was given, at once; gives the networks' prefix length. */
function refuseMistakes(id: string | undefined, options: NewTenantOptions, { estate }: Questions): number | undefined {
  const problems = [...readSubscriptions(options).problems];
  const wrongId = id === undefined ? undefined : problemWith(tenantId, id);
  if (wrongId !== undefined) problems.push(`The id "${id ?? ""}" is none: ${wrongId}.`);
  else if (estate.tenants.some(({ resolved }) => resolved.id === id)) problems.push(taken(id ?? "").message);
  for (const { option, flag, schema } of tenantFields) {
    const value = options[option];
    const problem = value === undefined ? undefined : problemWith(schema, value);
    if (problem !== undefined) problems.push(`${flag.split(" ")[0] ?? flag} ${JSON.stringify(value)}: ${problem}.`);
  }
  const { networkPrefix } = options;
  if (networkPrefix !== undefined && !/^(?:[89]|[12]\d|30)$/.test(networkPrefix)) {
    problems.push(`--network-prefix ${networkPrefix}: give a whole number from 8 to 30, without a slash.`);
  }
  if (problems.length > 0) throw new UserError(visibleLines(problems));
  return networkPrefix === undefined ? undefined : Number(networkPrefix);
}

/** The order with everything that was missing, asked for on a terminal; where there is none, all that is missing is told at once. */
async function completed(
  id: string | undefined,
  options: NewTenantOptions,
  questions: Questions,
  context: Context,
): Promise<TenantOrder> {
  const given = answersOf(options, questions.estate);
  const { subscriptions } = readSubscriptions(options);
  const missing = missingOptions(id, given, subscriptions, questions);
  if (missing.length === 0) return orderOf(id ?? "", given, subscriptions, context.today);
  if (!context.interactive || !process.stdin.isTTY) {
    throw new UserError(
      `There is no terminal to ask on, and these are missing:\n${missing.map((line) => `  ${visible(line)}`).join("\n")}`,
    );
  }
  const { terminalAsker } = await import("../newTenant/asker.ts");
  const asker = terminalAsker();
  const known = id ?? (await askId(asker, questions));
  const answers = await askFields(asker, given, questions);
  const ordered = subscriptions.length > 0 ? subscriptions : await askSubscriptions(asker, questions);
  const complete: OrderedSubscription[] = [];
  for (const subscription of ordered) complete.push(await askSpec(asker, subscription, questions));
  return orderOf(known, answers, complete, context.today);
}

function missingOptions(
  id: string | undefined,
  given: Answers,
  subscriptions: readonly OrderedSubscription[],
  questions: Questions,
): string[] {
  const fields = tenantFields.filter(
    (field) => field.asked && given[field.option] === undefined && defaultOf(field, questions.estate) === undefined,
  );
  const needed = subscriptions.flatMap((subscription) =>
    openQuestions(subscription, questions)
      .filter(({ required }) => required)
      .map(
        ({ path, proposal }) =>
          `--set ${subscription.name}.${path.join(".")}=<value>, such as ${inlineText(proposal, "yaml")}`,
      ),
  );
  return [
    ...(id === undefined ? ["<id>, the first argument"] : []),
    ...fields.map(({ flag }) => flag),
    ...(subscriptions.length === 0 ? ["--subscription <name=service/tier>, such as web=iaas/standard@1"] : []),
    ...needed,
  ];
}

function orderOf(
  id: string,
  answers: Answers,
  subscriptions: readonly OrderedSubscription[],
  today: string,
): TenantOrder {
  const { displayName = "", technical = "", billing = "", security = "" } = answers;
  const { region, ring, currency, billingPeriod, window, timeZone, start = today } = answers;
  const maintenance = { ...(window !== undefined && { window }), ...(timeZone !== undefined && { timeZone }) };
  return {
    id,
    displayName,
    contract: {
      ...(currency !== undefined && { currency }),
      ...(billingPeriod !== undefined && { billing: billingPeriod }),
      start,
      contacts: { technical, billing, security },
    },
    ...(region !== undefined && { region }),
    ...(ring !== undefined && { ring }),
    ...(Object.keys(maintenance).length > 0 && { maintenance }),
    subscriptions,
  };
}

function documentOf(order: TenantOrder, file: string, manifest: string, written: boolean): NewTenantDocument {
  const subscriptions = order.subscriptions.map(({ name, service, tier, cell = "" }) => ({
    name,
    service,
    tier,
    cell,
  }));
  return { verb: "new tenant", tenant: order.id, file, written, manifest, subscriptions };
}

function taken(id: string): UserError {
  return new UserError(`The estate has a tenant "${id}" already; nothing is overwritten. Choose another id.`);
}

function visibleLines(lines: readonly string[]): string {
  return lines.map(visible).join("\n");
}
