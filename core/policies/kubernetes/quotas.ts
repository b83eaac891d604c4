import type { RenderedResource } from "../../results/renderedResource.ts";
import { listAt, valueAt } from "../properties.ts";

/** The type token of a quota. */
export const quotaType = "kubernetes:core/v1:ResourceQuota";

/** Pods that a quota counts: all of a namespace, or some by their priority class. */
export interface QuotaScope {
  readonly counts: "all" | "those" | "others";
  /** The priority classes that tell `those` from the `others`, sorted. */
  readonly classes: string;
}

/** Which pods a quota counts; undefined when it has another scope, which bounds few of them. */
export function scopeOf({ inputs }: RenderedResource): QuotaScope | undefined {
  const expressions = listAt(inputs, "spec", "scopeSelector", "matchExpressions");
  if (listAt(inputs, "spec", "scopes").length > 0 || expressions.length > 1) return undefined;
  const [expression] = expressions;
  if (expression === undefined) return { counts: "all", classes: "" };
  const operator = valueAt(expression, "operator");
  if (valueAt(expression, "scopeName") !== "PriorityClass") return undefined;
  const classes = listAt(expression, "values").map(String).toSorted().join();
  if (operator === "In") return { counts: "those", classes };
  return operator === "NotIn" ? { counts: "others", classes } : undefined;
}

/** A bound that a quota sets, as the API has it. */
export function hardOf({ inputs }: RenderedResource, resource: string): unknown {
  return valueAt(inputs, "spec", "hard", resource);
}
