import { parsePath } from "../../core/documents/parsePath.ts";
import { withPart } from "../../core/onboarding/specParts.ts";
import type { OrderedSubscription } from "../../core/onboarding/tenantOrder.ts";
import { UserError } from "../context.ts";
import type { NewTenantOptions } from "../manifestVerbs.ts";
import { readValue } from "../readValue.ts";

/** Subscriptions as options give them, and all that is wrong with those options. */
export interface ReadSubscriptions {
  readonly subscriptions: readonly OrderedSubscription[];
  readonly problems: readonly string[];
}

/** Reads `--subscription web=iaas/standard@1`, `--set web.buckets=[assets]` and `--cell web=eu-central-1-main`. */
export function readSubscriptions(options: Pick<NewTenantOptions, "subscription" | "set" | "cell">): ReadSubscriptions {
  const problems: string[] = [];
  const ordered = new Map<string, OrderedSubscription>();
  for (const text of options.subscription) {
    const [, name, service, tier] = /^([^=/]+)=([^=/]+)\/([^=/]+)$/.exec(text) ?? [];
    if (name === undefined || service === undefined || tier === undefined) {
      problems.push(`--subscription ${text}: a subscription looks like web=iaas/standard@1.`);
    } else if (ordered.has(name)) {
      problems.push(`--subscription ${text}: the name "${name}" is given twice.`);
    } else ordered.set(name, { name, service, tier, spec: {} });
  }
  const change = (
    option: string,
    name: string,
    update: (subscription: OrderedSubscription) => OrderedSubscription,
  ): void => {
    const subscription = ordered.get(name);
    if (subscription !== undefined) ordered.set(name, update(subscription));
    else {
      const known = [...ordered.keys()].join(", ") || "none";
      problems.push(`${option}: no --subscription has the name "${name}"; there are: ${known}.`);
    }
  };
  for (const text of options.cell) {
    const [, name, cell] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || cell === undefined)
      problems.push(`--cell ${text}: a cell looks like web=eu-central-1-main.`);
    else change(`--cell ${text}`, name, (subscription) => ({ ...subscription, cell }));
  }
  for (const text of options.set) {
    const [, name, pathText = "", valueText = ""] = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text) ?? [];
    const path = parsePath(pathText, () => undefined)?.filter((step) => typeof step === "string");
    if (name === undefined || path === undefined || /[[\]]/.test(pathText)) {
      problems.push(`--set ${text}: a value looks like web.buckets=[assets].`);
      continue;
    }
    try {
      const value = readValue(valueText, `--set ${name}.${pathText}`);
      change(`--set ${text}`, name, (subscription) => {
        return { ...subscription, spec: withPart(subscription.spec, path, value) };
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  return { subscriptions: [...ordered.values()], problems };
}
