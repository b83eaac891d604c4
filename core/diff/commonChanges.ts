import { isDeepStrictEqual } from "node:util";

import type { CommonChange, PredictedStep, PropertyValues, TenantDiff } from "../results/fleetDiff.ts";

/** A step, and whose it is. */
interface Owned {
  readonly tenant: string;
  readonly step: PredictedStep;
  /** The logical name, whatever the subscription is called. */
  readonly name: string;
}

/** The gravest first. */
const order: readonly PredictedStep["op"][] = ["replace", "delete", "update", "create"];

/**
 * Puts together what is done to resources of many tenants for the same reason: updates and replacements of the same properties, and
 * creations and deletions of the same type, or in the same tenants.
 *
 * @param tenants those that are not `changed` are left out.
 * @param subscriptionsOf the names of a tenant's subscriptions, on both sides.
 * @returns what is refused first, then by how grave and how common it is.
 */
export function commonChanges(
  tenants: readonly TenantDiff[],
  subscriptionsOf: (tenant: string) => readonly string[],
): CommonChange[] {
  const owned = tenants
    .filter(({ change }) => change === "changed")
    .flatMap(({ tenant, steps }) => {
      const subscriptions = subscriptionsOf(tenant);
      return steps.map((step): Owned => ({ tenant, step, name: nameWithin(step.name, subscriptions) }));
    });
  const groups = Map.groupBy(owned, ({ step }) => groupOf(step));
  return mergeAlike([...groups.values()].map(toChange)).toSorted(compare);
}

/** What has no properties to tell of, and befalls the same tenants, is one change of several resources. */
function mergeAlike(changes: readonly CommonChange[]): CommonChange[] {
  const keyOf = ({ op, paths, causes, refused, retained, tenants }: CommonChange, index: number): string =>
    paths.length + causes.length > 0 ? String(index) : JSON.stringify([op, refused, retained, tenants]);
  const indices = new Map(changes.map((change, index) => [change, keyOf(change, index)]));
  return [...Map.groupBy(changes, (change) => indices.get(change)).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    return {
      ...first,
      count: alike.reduce((sum, { count }) => sum + count, 0),
      resources: alike.flatMap(({ resources }) => resources).toSorted(byTypeAndName),
    };
  });
}

function byTypeAndName(a: CommonChange["resources"][number], b: CommonChange["resources"][number]): number {
  return `${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1;
}

/** A logical name with a stand-in for the subscription that it begins with. */
export function nameWithin(name: string, subscriptions: readonly string[]): string {
  const own = subscriptions
    .filter((subscription) => name === subscription || name.startsWith(`${subscription}-`))
    .toSorted((a, b) => b.length - a.length)[0];
  return own === undefined ? name : `<subscription>${name.slice(own.length)}`;
}

function groupOf({ op, type, paths, causes, refused, retained }: PredictedStep): string {
  const what = op === "create" || op === "delete" || paths.length + causes.length === 0 ? type : "";
  return JSON.stringify([op, what, paths, causes, refused, retained]);
}

function toChange(group: readonly Owned[]): CommonChange {
  const [{ step } = { step: undefined }] = group;
  if (step === undefined) throw new TypeError("a group has at least one step");
  const { op, paths, causes, refused, retained } = step;
  const resources = Map.groupBy(group, ({ step: { type }, name }) => `${type} ${name}`);
  const values = commonValues(group.map(({ step: each }) => each.values ?? []));
  return {
    ...{ op, paths, causes, refused, retained },
    count: group.length,
    resources: [...resources]
      .map(([key, of]) => ({
        type: key.slice(0, key.indexOf(" ")),
        name: key.slice(key.indexOf(" ") + 1),
        count: new Set(of.map(({ tenant }) => tenant)).size,
      }))
      .toSorted(byTypeAndName),
    tenants: [...new Set(group.map(({ tenant }) => tenant))].toSorted(),
    ...(values.length > 0 && { values }),
  };
}

/** The values of the paths where they are the same for all. */
function commonValues(all: readonly (readonly PropertyValues[])[]): PropertyValues[] {
  const [first = [], ...others] = all;
  return first.filter((value, index) => others.every((values) => isDeepStrictEqual(values[index], value)));
}

function compare(a: CommonChange, b: CommonChange): number {
  const key = (change: CommonChange): string => JSON.stringify([change.paths, change.causes, change.resources]);
  return (
    Number(b.refused) - Number(a.refused) ||
    order.indexOf(a.op) - order.indexOf(b.op) ||
    b.count - a.count ||
    (key(a) < key(b) ? -1 : 1)
  );
}
