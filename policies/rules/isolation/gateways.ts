import { listAt, valueAt } from "../../../core/policies/properties.ts";

const group = "kubernetes:gateway.networking.k8s.io/v1";

/** The type token of a gateway. */
export const gatewayType = `${group}:Gateway`;

/** The type token of a set of listeners that a namespace adds to a gateway. */
export const listenerSetType = `${group}:ListenerSet`;

/** The type token of a route. */
export const routeType = `${group}:HTTPRoute`;

/** A listener, and where it stands. */
export interface Listener {
  readonly at: string;
  readonly value: unknown;
}

/** The listeners of a gateway or of a set. */
export function listenersOf(inputs: unknown): Listener[] {
  return listAt(inputs, "spec", "listeners").map((value, index) => ({ at: `spec.listeners.${String(index)}`, value }));
}

/** True for a listener that takes routes of its own namespace alone, which is the default (Gateway API, `AllowedRoutes`). */
export function takesOwnRoutes({ value }: Listener): boolean {
  return (valueAt(value, "allowedRoutes", "namespaces", "from") ?? "Same") === "Same";
}
