import { unprotectedField } from "../shared/unprotected.ts";

/** Parts with data whose protection is lifted: a field of the spec. */
export const unprotectedOrder = {
  unprotected: unprotectedField(
    "by list and name, or `key`, `backups` and `accessLogs` of the whole subscription",
    "buckets/assets",
  ),
};

/** The spec's lists of parts with data, in which names are unique. */
const lists = ["buckets", "volumes", "fileSystems", "databases", "machines"] as const;

/** A spec with such lists; each entry is a name or has one. */
export type Ordered = Partial<Record<(typeof lists)[number], readonly (string | { readonly name: string })[]>>;

/** Parts with data that a tier brings with it, one each. */
export type WholePart = "key" | "backups" | "accessLogs";

/**
 * The ids of all parts with data of an order.
 *
 * @param wholes the parts with data that the tier brings with it.
 */
export function partsWithData(order: Ordered, wholes: readonly WholePart[]): string[] {
  const ordered = lists.flatMap((list) =>
    (order[list] ?? []).map((part) => `${list}/${typeof part === "string" ? part : part.name}`),
  );
  return [...ordered, ...wholes];
}
