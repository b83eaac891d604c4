import { isDeprecated, isRetired } from "../../core/catalogue/standing.ts";
import { inlineText } from "../../core/documents/valueText.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { kindOf, type Json, type ServiceKinds, type StarterQuestion } from "../../core/kinds/serviceKind.ts";
import { isSaid, withPart } from "../../core/onboarding/specParts.ts";
import type { OrderedSubscription } from "../../core/onboarding/tenantOrder.ts";
import { subscriptionName, tenantId } from "../../core/schema/fields.ts";
import { formatTier, type TierManifest } from "../../core/schema/tier.ts";
import { UserError } from "../context.ts";
import { readValue } from "../readValue.ts";
import type { Asker } from "./asker.ts";
import { defaultOf, problemWith, tenantFields, type Answers, type FieldOption } from "./fields.ts";

/** What a new tenant is asked for, and what there is to choose from. */
export interface Questions {
  readonly estate: Estate;
  readonly kinds: ServiceKinds;
  readonly today: string;
}

/** The tenant's id, checked and not taken. */
export async function askId(asker: Asker, { estate }: Questions): Promise<string> {
  return asker.text("Which id? It never changes, and is part of every name", undefined, (answer) => {
    const taken = estate.tenants.some(({ resolved }) => resolved.id === answer);
    return taken ? `the estate has a tenant "${answer}"` : problemWith(tenantId, answer);
  });
}

/** The answers with those that are missing and that the estate does not give. */
export async function askFields(asker: Asker, given: Answers, { estate }: Questions): Promise<Answers> {
  const answers: Partial<Record<FieldOption, string>> = { ...given };
  for (const field of tenantFields) {
    const { option, question, schema } = field;
    if (!field.asked || answers[option] !== undefined || defaultOf(field, estate) !== undefined) continue;
    const proposal = field.propose(answers, estate);
    const choices = field.choices?.(estate);
    answers[option] =
      choices === undefined
        ? await asker.text(question, proposal, (answer) => problemWith(schema, answer))
        : await asker.select(
            question,
            choices.map((value) => ({ value })),
            proposal,
          );
  }
  return answers;
}

/** Subscriptions, one at least. */
export async function askSubscriptions(asker: Asker, questions: Questions): Promise<OrderedSubscription[]> {
  const ordered: OrderedSubscription[] = [];
  const more = [{ value: "no" }, { value: "yes" }];
  do ordered.push(await askSubscription(asker, ordered, questions));
  while ((await asker.select("Another subscription?", more, "no")) === "yes");
  return ordered;
}

async function askSubscription(
  asker: Asker,
  before: readonly OrderedSubscription[],
  { estate, kinds, today }: Questions,
): Promise<OrderedSubscription> {
  const sold = estate.catalogue
    .map(({ manifest }) => manifest)
    .filter((tier) => !isRetired(tier, today) && !isDeprecated(tier, today));
  const services = [...new Set(sold.map(({ metadata }) => metadata.service))].toSorted();
  const service = await asker.select(
    "Which service?",
    services.map((value) => ({ value, hint: kinds[value]?.title ?? "" })),
  );
  const tier = await asker.select(
    "Which tier?",
    sold
      .filter(({ metadata }) => metadata.service === service)
      .toSorted(cheapestFirst)
      .map(({ metadata, spec }) => {
        const { monthly, currency } = spec.price;
        return { value: formatTier(metadata), hint: `${String(monthly)} ${currency} a month; ${spec.summary}` };
      }),
  );
  const taken = before.map(({ name }) => name);
  const proposal = [service, ...before.map((_, index) => `${service}-${String(index + 2)}`)].find(
    (name) => !taken.includes(name),
  );
  const name = await asker.text("What is the subscription called?", proposal, (answer) =>
    taken.includes(answer) ? `another is called "${answer}"` : problemWith(subscriptionName, answer),
  );
  return { name, service, tier, spec: {} };
}

/** By price, then by name, the newest version first. */
function cheapestFirst(a: TierManifest, b: TierManifest): number {
  const byPrice = a.spec.price.monthly - b.spec.price.monthly;
  if (byPrice !== 0) return byPrice;
  if (a.metadata.name !== b.metadata.name) return a.metadata.name < b.metadata.name ? -1 : 1;
  return b.metadata.version - a.metadata.version;
}

/** The questions of a subscription's kind that neither the order nor a default answers. */
export function openQuestions(
  subscription: OrderedSubscription,
  { estate, kinds }: Questions,
): readonly StarterQuestion[] {
  const { service } = subscription;
  const { questions } = kindOf(kinds, service)?.starter ?? { questions: [] };
  return questions.filter(({ path }) => !isSaid(subscription, path, estate));
}

/** A subscription with its kind's questions answered; one that may be left open is when nothing is answered. */
export async function askSpec(
  asker: Asker,
  subscription: OrderedSubscription,
  questions: Questions,
): Promise<OrderedSubscription> {
  let { spec } = subscription;
  for (const { path, text, proposal, required } of openQuestions(subscription, questions)) {
    const shown = shownAs(proposal);
    const list = Array.isArray(proposal);
    const optional = required ? "" : " Empty for none";
    const answer = await asker.text(
      `${subscription.name}: ${text}${list ? " Several with commas between." : ""}${optional}`,
      shown,
      (given) => {
        if (given.trim() === "") return required ? "give at least one" : undefined;
        const value = valueOf(given, list);
        return value instanceof UserError ? value.message : undefined;
      },
    );
    const value = valueOf(answer, list);
    if (answer.trim() !== "" && !(value instanceof UserError)) spec = withPart(spec, path, value);
  }
  return { ...subscription, spec };
}

function shownAs(proposal: Json): string {
  return Array.isArray(proposal) ? proposal.map(String).join(", ") : inlineText(proposal, "yaml");
}

function valueOf(answer: string, list: boolean): Json | UserError {
  try {
    return readValue(list && !answer.trimStart().startsWith("[") ? `[${answer}]` : answer, "The answer");
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
