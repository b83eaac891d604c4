import { valueAt } from "../../../core/policies/properties.ts";
import type { StackOwner } from "../../../core/policies/stackOwner.ts";

/** The type token of a network policy. */
export const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** The label that the API server gives every namespace (Kubernetes documentation, "Well-Known Labels, Annotations and Taints"). */
const nameLabel = "kubernetes.io/metadata.name";

/**
 * Whether a peer that is chosen by labels is narrow: pods of the policy's own namespace, of one that is named and not another
 * tenant's, of the owner's, or of the gateway's.
 */
export function isNarrowPeer(peer: unknown, owner: StackOwner): boolean {
  const pods = valueAt(peer, "podSelector");
  const namespaces = valueAt(peer, "namespaceSelector");
  if (namespaces === undefined || namespaces === null) return isObject(pods);
  const labels = valueAt(namespaces, "matchLabels");
  if (valueAt(labels, "tenantry.dev/gateway") === "true") return true;
  if (owner.kind === "tenant" && valueAt(labels, "tenantry.dev/tenant") === owner.id) return true;
  const name = valueAt(labels, nameLabel);
  if (typeof name !== "string") return false;
  // Names of tenants' namespaces have two hyphens; of the others not all pods are meant.
  return name.includes("--") ? isOwn(name, owner) : selectsSome(pods);
}

function isOwn(name: string, owner: StackOwner): boolean {
  return owner.kind === "tenant" && (name.startsWith(`${owner.id}--`) || name.startsWith(`x---${owner.id}--`));
}

/** True for a selector that leaves something out. */
export function selectsSome(selector: unknown): boolean {
  return isObject(selector) && Object.values(selector).some((part) => isObject(part) && Object.keys(part).length > 0);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
