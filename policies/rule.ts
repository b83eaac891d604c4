import type { Finding } from "../core/results/finding.ts";
import type { RenderedResource } from "../core/results/renderedResource.ts";
import type { StackOwner } from "./stackOwner.ts";

/** What a rule says of a resource that breaks it. */
export interface Violation {
  /** In the form "X should Y"; names properties, never their values. */
  readonly message: string;
  /** The property that is wrong or missing, dotted. */
  readonly property?: string;
}

/** What a rule may look at besides the resource that it judges. */
export interface RuleContext {
  /** Whose the stack is. */
  readonly owner: StackOwner;
  /** Every resource of the stack for rules that look at the `stack`; the judged resource alone for the others. */
  readonly resources: readonly RenderedResource[];
}

/** A policy rule: what it is about, and a pure judgement of one resource. */
export interface Rule {
  /** Area and name; the file lies at the same place below policies/rules. */
  readonly id: string;
  readonly title: string;
  readonly severity: Finding["severity"];
  /** Why it matters. */
  readonly rationale: string;
  /** What to do about a violation. */
  readonly remediation: string;
  /** Type tokens that the rule judges; one that ends in `*` stands for all that begin so. */
  readonly resourceTypes: readonly string[];
  /** What the judgement needs to see: the resource alone, or the whole stack around it. */
  readonly looksAt: "resource" | "stack";
  /** Judges one resource of {@link resourceTypes}; empty when it is as it should be. */
  readonly check: (resource: RenderedResource, context: RuleContext) => readonly Violation[];
}

/** True when the rule is about resources of this type. */
export function judges(rule: Rule, type: string): boolean {
  return rule.resourceTypes.some((wanted) =>
    wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted,
  );
}
