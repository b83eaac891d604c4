import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type { RenderedResource } from "../results/renderedResource.ts";
import { valueAt } from "./properties.ts";
import { type Answer, notApplicable, type Rule, type RuleContext, type Violation } from "./rule.ts";

const stackType = "pulumi:pulumi:Stack";

/** A stack's resources by the tops of its tree, which subscriptions are rendered below. */
interface Tree {
  /** The name of what stands right below the stack, by the URN of each that belongs to it and its own. */
  readonly topOf: ReadonlyMap<string, string>;
  /** Below such a name, by type. */
  readonly below: ReadonlyMap<string, ReadonlyMap<string, readonly RenderedResource[]>>;
}

const trees = new WeakMap<readonly RenderedResource[], Tree>();

/** The tree of a stack, read once for all rules. */
function treeOf({ resources }: RuleContext): Tree {
  const known = trees.get(resources);
  if (known !== undefined) return known;
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const topOf = new Map<string, string>();
  const climb = (resource: RenderedResource, seen: number): string | undefined => {
    const found = topOf.get(resource.urn);
    // No tree is as deep as it has resources, unless it is none.
    if (found !== undefined || seen > resources.length) return found;
    const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
    if (parent === undefined) return undefined;
    const top = parent.type === stackType ? resource.name : climb(parent, seen + 1);
    if (top !== undefined) topOf.set(resource.urn, top);
    return top;
  };
  for (const resource of resources) climb(resource, 0);
  const below = new Map(
    [...Map.groupBy(resources, ({ urn }) => topOf.get(urn) ?? "")].map(([top, all]) => [
      top,
      Map.groupBy(all, ({ type }) => type),
    ]),
  );
  const tree = { topOf, below };
  trees.set(resources, tree);
  return tree;
}

/** The subscription that a resource belongs to by the stack's tree: what stands right below the stack has its name. */
export function subscriptionOf({ urn }: RenderedResource, context: RuleContext): ResolvedSubscription | undefined {
  const top = treeOf(context).topOf.get(urn);
  return context.tenant?.subscriptions.find(({ name }) => name === top);
}

/** As {@link subscriptionOf}, of one service alone: a tier of another may mean something else by a feature of the same name. */
export function subscriptionTo(
  service: string,
  resource: RenderedResource,
  context: RuleContext,
): ResolvedSubscription | undefined {
  const subscription = subscriptionOf(resource, context);
  return subscription?.service === service ? subscription : undefined;
}

/** The subscription that a component renders as a whole; undefined for what is only a part of one. */
export function renderedBy(component: RenderedResource, context: RuleContext): ResolvedSubscription | undefined {
  const isTop = context.ofType(stackType).some(({ urn }) => urn === component.parent);
  return isTop ? subscriptionOf(component, context) : undefined;
}

/** What of one type belongs to a subscription. */
export type OfType = (type: string) => readonly RenderedResource[];

/** The resources of a subscription by their type. */
export function resourcesOf({ name }: ResolvedSubscription, context: RuleContext): OfType {
  const byType = treeOf(context).below.get(name);
  return (type) => byType?.get(type) ?? [];
}

/** Everything right below the stack, by its names. */
export function topNames(context: RuleContext): ReadonlySet<string> {
  return new Set(treeOf(context).below.keys());
}

/**
 * A rule about a subscription as a whole: it judges the component that renders it.
 *
 * @param component the component's type token, such as `tenantry:mail:MailBundle`.
 */
export function subscriptionRule(
  component: string,
  rule: Omit<Rule, "resourceTypes" | "looksAt" | "settings" | "check"> & {
    readonly check: (subscription: ResolvedSubscription, ofType: OfType, context: RuleContext) => Answer;
  },
): Rule {
  return {
    ...rule,
    resourceTypes: [component],
    looksAt: "tenant",
    check(bundle, context) {
      const subscription = renderedBy(bundle, context);
      // One of no subscription breaks tenancy/belongs-to-subscription, and what is a part of another kind's is judged by that kind.
      if (subscription === undefined) return notApplicable;
      return rule.check(subscription, resourcesOf(subscription, context), context);
    },
  };
}

/** What a tier has of a feature, by its path; undefined where it has not. */
export function featureOf({ features }: ResolvedSubscription, ...path: readonly string[]): unknown {
  return valueAt(features, ...path);
}

/** How much of something a tier grants; nothing where it says nothing. */
export function grantOf({ entitlements }: ResolvedSubscription, entitlement: string): number {
  return numberOf(valueAt(entitlements, entitlement));
}

/**
 * A violation for each thing of which a subscription uses more than its tier grants.
 *
 * @param used how much of each, by the names of entitlements.
 * @param granted how much of what is no entitlement: a feature says how much a tier has of that.
 */
export function beyondGrants(
  subscription: ResolvedSubscription,
  used: Readonly<Record<string, number>>,
  granted: Readonly<Record<string, number>> = {},
): Violation[] {
  return (
    Object.entries(used)
      // What is no number is at most nothing.
      .filter(([what, amount]) => !(amount <= (granted[what] ?? grantOf(subscription, what))))
      .map(([what]) => ({ message: `The subscription's ${what} should be at most what its tier grants.` }))
  );
}

/** A number, or 0 for what is none. */
export function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
