import { listAt, valueAt } from "../../../core/policies/properties.ts";

/** Type tokens of what says what may be done. */
export const roleTypes = [
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
  "kubernetes:rbac.authorization.k8s.io/v1:Role",
];

/** Verbs that only look. */
const looking = ["get", "list", "watch"];

/** One permission of a role. */
export interface Permission {
  /** Where it stands, such as `rules.0`. */
  readonly at: string;
  readonly resources: readonly unknown[];
  readonly verbs: readonly unknown[];
}

/** What a role lets do. */
export function permissionsOf(inputs: unknown): Permission[] {
  return listAt(inputs, "rules").map((rule, index) => ({
    at: `rules.${String(index)}`,
    resources: listAt(rule, "resources"),
    verbs: listAt(rule, "verbs"),
  }));
}

/** True when a permission lets change, not only look. */
export function changes({ verbs }: Permission): boolean {
  return verbs.some((verb) => !looking.includes(String(verb)));
}

/** True for a resource of the list, whole or by its subresources. */
export function isAmong(list: readonly string[], resource: unknown): boolean {
  return typeof resource === "string" && list.some((each) => resource === each || resource.startsWith(`${each}/`));
}

/** What a list has that is or contains a wildcard. */
export function hasWildcard(rule: unknown, list: string): boolean {
  const values = listAt(rule, list);
  return values.some((value) => typeof value === "string" && value.includes("*")) || valueAt(rule, list) === "*";
}
