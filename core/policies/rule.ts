import type { z } from "zod";

import type { MarginStanding } from "../margin/marginStandings.ts";
import type { ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { Finding } from "../results/finding.ts";
import type { RenderedResource } from "../results/renderedResource.ts";
import type { KubernetesCell } from "../schema/cell.ts";
import type { ControlReference } from "./frameworks.ts";
import type { StackOwner } from "./stackOwner.ts";

/** What a rule says of a resource that breaks it. */
export interface Violation {
  /** In the form "X should Y"; names properties, never their values. */
  readonly message: string;
  /** The property that is wrong or missing, dotted. */
  readonly property?: string;
}

/** A rule's answer for a resource of its types that it has nothing to say about, such as a volume when it is about databases' volumes. */
export const notApplicable = "not-applicable";

/** A rule's answer: what is wrong, empty when all is as it should be, or that there is nothing to judge. */
export type Answer = readonly Violation[] | typeof notApplicable;

/** What a rule may look at besides the resource that it judges. */
export interface RuleContext<Settings = unknown> {
  /** Whose the stack is. */
  readonly owner: StackOwner;
  /** Every resource of the stack; for rules that look at the `resource`, the judged one alone. */
  readonly resources: readonly RenderedResource[];
  /** Those of {@link resources} that have this type, without looking through all of them. */
  readonly ofType: (type: string) => readonly RenderedResource[];
  /** What the estate says of the tenant; undefined for a cell's stack and for one whose tenant the estate does not have. */
  readonly tenant: ResolvedTenant | undefined;
  /** What the estate says of the cell whose stack it is. */
  readonly cell: KubernetesCell | undefined;
  /** How the tenant's margin stands to the estate's floor; undefined where there is no floor, or no price book. */
  readonly margin: MarginStanding | undefined;
  /** The rule's settings, the estate's or their defaults. */
  readonly settings: Settings;
}

/** How bad it is when a rule is broken. It bounds for how long a waiver may count. */
export type Severity = Finding["severity"];

/** A policy rule: what it is about, and a pure judgement of one resource. */
export interface Rule {
  /** Area and name; the file lies at the same place below policies/rules. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** How it is enforced where the estate says nothing: mandatory when absent; advisory for what only tells. */
  readonly level?: "advisory";
  /** Why it matters. */
  readonly rationale: string;
  /** What to do about a violation. */
  readonly remediation: string;
  /** The controls of public frameworks that the rule is evidence for; only where that is certain. */
  readonly controls: readonly ControlReference[];
  /** Type tokens that the rule judges; one that ends in `*` stands for all that begin so. */
  readonly resourceTypes: readonly string[];
  /**
   * What the judgement needs to see: the `resource` alone, the whole `stack` around it, or the stack and what the estate says of its
   * `tenant`. Where there is no such tenant, a rule of the last sort does not apply; tenancy/known-tenant tells of it.
   */
  readonly looksAt: "resource" | "stack" | "tenant";
  /** What an estate may set about the rule, with a default for each setting; absent when there is nothing to set. */
  readonly settings?: z.ZodType;
  /** Judges one resource of {@link resourceTypes}. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list holds rules with settings of every shape
  readonly check: (resource: RenderedResource, context: RuleContext<any>) => Answer;
}

/** A rule whose settings have the shape that its schema says. */
export function ruleWithSettings<Settings extends z.ZodType>(
  rule: Omit<Rule, "check" | "settings"> & {
    readonly settings: Settings;
    readonly check: (resource: RenderedResource, context: RuleContext<z.output<Settings>>) => Answer;
  },
): Rule {
  return rule;
}

/** True when the rule is about resources of this type. */
export function judges(rule: Rule, type: string): boolean {
  return rule.resourceTypes.some((wanted) =>
    wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted,
  );
}
