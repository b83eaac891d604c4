import type { RenderedResource } from "../../results/renderedResource.ts";
import { valueAt } from "../properties.ts";
import { related } from "../related.ts";
import type { RuleContext } from "../rule.ts";
import type { StackOwner } from "../stackOwner.ts";

/** The type token of a namespace. */
export const namespaceType = "kubernetes:core/v1:Namespace";

/** The name of the namespace that an object is in. */
export function namespaceOf({ inputs }: RenderedResource): unknown {
  return valueAt(inputs, "metadata", "namespace");
}

/** The objects of one type in one namespace. */
export function inNamespace(context: RuleContext, type: string, namespace: unknown): readonly RenderedResource[] {
  return typeof namespace === "string" ? related(context, type, "metadata.namespace", namespace) : [];
}

/** The stack's namespace of a name. */
export function namespaceNamed(context: RuleContext, name: unknown): RenderedResource | undefined {
  return typeof name === "string" ? related(context, namespaceType, "metadata.name", name)[0] : undefined;
}

/** True for a name of a namespace that the owner's stack may fill: a tenant's begins with its id, and a cell's with the product's name. */
export function isOwnNamespace(name: unknown, owner: StackOwner): boolean {
  if (typeof name !== "string") return false;
  if (owner.kind === "cell") return name === "tenantry-cell" || isSharedNamespace(name);
  return ownBeginnings(owner.id).some((beginning) => name.startsWith(beginning));
}

/** True for a name of a namespace that the stack of a cell has for objects of several tenants. No tenant's id is `tenantry`. */
export function isSharedNamespace(name: unknown): boolean {
  return typeof name === "string" && name.startsWith("tenantry--");
}

/** How names of a tenant's begin. Those that would begin as Kubernetes keeps for itself have the mark x--- before them. */
export function ownBeginnings(tenant: string): readonly string[] {
  return [`${tenant}--`, `x---${tenant}--`];
}
