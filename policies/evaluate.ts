import type { MarginStanding } from "../core/margin/marginStandings.ts";
import type { ResolvedTenant } from "../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../core/results/renderedResource.ts";
import type { KubernetesCell } from "../core/schema/cell.ts";
import {
  type Answer,
  judges,
  notApplicable,
  type Rule,
  type RuleContext,
  type Violation,
} from "../core/policies/rule.ts";
import { ownerOf } from "../core/policies/stackOwner.ts";

/** A stack as rules judge it. */
export interface JudgedStack {
  /** The stack's name, which is the tenant's id, or `cell-<id>`. */
  readonly name: string;
  readonly resources: readonly RenderedResource[];
  /** What the estate says of the tenant, if it has it. */
  readonly tenant?: ResolvedTenant | undefined;
  /** What the estate says of the cell, if the stack is a cell's. */
  readonly cell?: KubernetesCell | undefined;
  /** How the tenant's margin stands to the estate's floor, where there is one. */
  readonly margin?: MarginStanding | undefined;
  /** What the estate sets about rules, by rule id; a rule without an entry has its defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A rule's answer for a resource; `unknown` until a value is known that only a target can tell. */
export interface Judgement {
  readonly rule: Rule;
  readonly resource: RenderedResource;
  readonly answer: Answer | "unknown";
}

/**
 * Judges every resource by every rule that is about it.
 *
 * @returns a judgement for each pair of a rule and a resource of its types, by resource and rule, whatever the order of the arguments.
 */
export function judgeStack(rules: readonly Rule[], stack: JudgedStack): Judgement[] {
  const { types, context } = prepare(stack);
  const ordered = rules.toSorted((a, b) => compare(a.id, b.id));
  const resources = stack.resources.toSorted(compareResources);
  const applying = new Map<string, [Rule, RuleContext][]>();
  for (const type of types) {
    applying.set(
      type,
      ordered.filter((rule) => judges(rule, type)).map((rule) => [rule, context(rule)]),
    );
  }
  return resources.flatMap((resource) =>
    (applying.get(resource.type) ?? []).map(([rule, shared]): Judgement => {
      const answer =
        rule.looksAt === "resource" ? judge(rule, resource, alone(resource, shared)) : judge(rule, resource, shared);
      return { rule, resource, answer };
    }),
  );
}

/** What is common to all judgements of a stack. */
function prepare(stack: JudgedStack): {
  readonly types: Iterable<string>;
  readonly context: (rule: Rule) => RuleContext;
} {
  const byType = Map.groupBy(stack.resources, ({ type }) => type);
  const shared = {
    owner: ownerOf(stack.name),
    resources: stack.resources,
    ofType: (type: string) => byType.get(type) ?? [],
    tenant: stack.tenant,
    cell: stack.cell,
    margin: stack.margin,
  };
  const context = (rule: Rule): RuleContext => ({
    ...shared,
    settings: stack.settings?.[rule.id] ?? rule.settings?.parse({}),
  });
  return { types: byType.keys(), context };
}

function alone(resource: RenderedResource, context: RuleContext): RuleContext {
  const resources = [resource];
  return { ...context, resources, ofType: (type) => (type === resource.type ? resources : []) };
}

/** One rule's judgement of one resource. A rule that throws has not judged, which is a violation and no more. */
export function judge(rule: Rule, resource: RenderedResource, context: RuleContext): Answer | "unknown" {
  if (rule.looksAt === "tenant" && context.tenant === undefined) return notApplicable;
  try {
    const answer = rule.check(resource, context);
    return typeof answer === "string" ? answer : answer.toSorted(compareViolations);
  } catch (error) {
    // The engine's way of saying that a value is not known before it has been made.
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return "unknown";
    // Its name alone: the message may quote a value.
    const kind = error instanceof Error ? error.name : typeof error;
    return [{ message: `The rule should be able to judge this resource, and failed with ${kind}.` }];
  }
}

/** What a judgement found wrong; empty unless it failed. */
export function violationsOf({ answer }: Judgement): readonly Violation[] {
  return typeof answer === "string" ? [] : answer;
}

/** A resource as findings and reports name it: type and logical name. */
export function shownResource({ type, name }: RenderedResource): string {
  return `${type} ${name}`;
}

/** By type and name, as judgements are. */
export function compareResources(a: RenderedResource, b: RenderedResource): number {
  return compare(shownResource(a), shownResource(b)) || compare(a.urn, b.urn);
}

function compareViolations(a: Violation, b: Violation): number {
  return compare(a.property ?? "", b.property ?? "") || compare(a.message, b.message);
}

/** By code units, which is the same order everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
