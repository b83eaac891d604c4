import { valueAt } from "../../core/policies/properties.ts";

/** What of a cluster tenants' programs read to know where they are, and by which names they do: `stacks/providers.ts` and `preparedCell.ts`. */
const reads = [
  { namespace: "kube-system", name: /^([a-z0-9-]+)-kube-system$/ },
  { namespace: "tenantry-cell", name: /^([a-z0-9-]+), prepared by: tenantry cell up \1$/ },
];

/**
 * True for a resource that the program only reads. The engine shows such to policies when it analyses a state and says nothing of the
 * difference; in a preview and an update it does not show them.
 */
export function isRead({
  type,
  name,
  props,
}: {
  readonly type: string;
  readonly name: string;
  readonly props: unknown;
}): boolean {
  if (type !== "kubernetes:core/v1:Namespace") return false;
  const read = reads.find((one) => one.name.test(name));
  // What is read has its name among its outputs alone.
  const physical = valueAt(props, "metadata", "name");
  return read !== undefined && (physical === undefined || physical === read.namespace);
}
