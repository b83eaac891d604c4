/** Conditions of GitLab's `rules`, as far as the recipe goes: comparisons by `==` and `!=`, joined by `&&`. Anything else is an error. */
import type { Rule } from "./pipeline.ts";

type Variables = Readonly<Record<string, string>>;

/** The first rule whose condition holds, by which the job is run; undefined when it is not in the pipeline. */
export function ruleFor(rules: readonly Rule[] | undefined, variables: Variables): Rule | undefined {
  if (rules === undefined) throw new Error("a job without rules is in every pipeline");
  return rules.find((rule) => holds(rule.if, variables));
}

function holds(condition: string, variables: Variables): boolean {
  return condition.split("&&").every((part) => {
    const [, left, operator, right] = /^\s*(\$\w+|"[^"]*")\s*(==|!=)\s*(\$\w+|"[^"]*")\s*$/.exec(part) ?? [];
    if (left === undefined || right === undefined) throw new Error(`the condition ${part} is not understood`);
    return (value(left, variables) === value(right, variables)) === (operator === "==");
  });
}

/** A text, or a variable's; null for one that is not set. */
function value(operand: string, variables: Variables): string | null {
  return operand.startsWith("$") ? (variables[operand.slice(1)] ?? null) : operand.slice(1, -1);
}
