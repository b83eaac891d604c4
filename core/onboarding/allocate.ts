import { isShare, poolOf } from "../estate/capacityPool.ts";
import { kindOf } from "../kinds/serviceKind.ts";
import { isOpenTo } from "../resolve/chooseCell.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";
import type { Cell } from "../schema/cell.ts";
import { lackingRoom, type Lack } from "./room.ts";
import type { OrderedSubscription, TenantOrder } from "./tenantOrder.ts";
import { tryIn, type AllocationContext } from "./tryIn.ts";

/** The order with cells and networks, or why a subscription has no place. */
export type Allocation = { readonly order: TenantOrder } | { readonly problems: readonly string[] };

/**
 * Gives every subscription of an order a cell and, where its kind needs one, a network. The cell is the first of the estate's list, in
 * the region, that has enough left and a free network; the largest subscription is placed first, so that small ones fill what
 * it leaves (first fit decreasing). Subscriptions whose cell was asked for come before all: they have no choice. The network is the first
 * free one of the cell's range. The cell is always named, so that a second one of the region, added later, leaves the tenant be; tenants
 * that are there are never moved. What was asked for stays, and so does the order of the subscriptions.
 *
 * Cells keep head-room for the tenants that they have, who were promised that they can grow. A new one never gets it unasked:
 * where nothing else is left, the message says which cell would take the subscription with its head-room, and whoever decides
 * that names the cell. A cell that was asked for gives all that it has.
 *
 * What is wrong with an order by itself is no problem here: validating the estate with it says that with its place.
 */
export function allocate(order: TenantOrder, context: AllocationContext): Allocation {
  const taken = context.estate.tenants.flatMap((tenant) => tenant.claims);
  const placed = new Map<OrderedSubscription, OrderedSubscription>();
  const problems: string[] = [];
  for (const subscription of bySize(order, taken, context)) {
    const result = place(subscription, order, taken, context);
    if ("problem" in result) problems.push(result.problem);
    else placed.set(subscription, result.subscription);
    taken.push(...result.claims);
  }
  if (problems.length > 0) return { problems };
  return { order: { ...order, subscriptions: order.subscriptions.map((one) => placed.get(one) ?? one) } };
}

/** Those with a cell first, then the largest; of equal ones the first by name, whatever the order in which they are given. */
function bySize(
  order: TenantOrder,
  taken: readonly LocatedClaim[],
  context: AllocationContext,
): readonly OrderedSubscription[] {
  return order.subscriptions
    .map((subscription) => ({ subscription, size: sizeOf(subscription, order, taken, context) }))
    .toSorted((a, b) => b.size - a.size || (a.subscription.name < b.subscription.name ? -1 : 1))
    .map(({ subscription }) => subscription);
}

/** The largest share that a subscription takes of anything that the first of its cells has; endless where its cell was asked for. */
function sizeOf(
  subscription: OrderedSubscription,
  order: TenantOrder,
  taken: readonly LocatedClaim[],
  context: AllocationContext,
): number {
  if (subscription.cell !== undefined) return Infinity;
  for (const cell of candidatesFor(subscription, order, context)) {
    const trial = tryIn(cell, subscription, order, taken, context);
    if (!("claims" in trial)) continue;
    const shared = trial.claims.filter(isShare).filter(({ claim }) => claim.pool === undefined);
    return Math.max(0, ...shared.map((located) => located.claim.amount / poolOf(located).amount));
  }
  return 0;
}

type Placement =
  | { readonly subscription: OrderedSubscription; readonly claims: readonly LocatedClaim[] }
  | { readonly problem: string; readonly claims: readonly LocatedClaim[] };

function place(
  subscription: OrderedSubscription,
  order: TenantOrder,
  taken: readonly LocatedClaim[],
  context: AllocationContext,
): Placement {
  const candidates = candidatesFor(subscription, order, context);
  if (candidates.length === 0) return { subscription, claims: [] };
  const lacks: string[] = [];
  let wrong: OrderedSubscription | undefined;
  let withHeadroom: { readonly cell: Cell; readonly claims: readonly LocatedClaim[] } | undefined;
  for (const cell of candidates) {
    const trial = tryIn(cell, subscription, order, taken, context);
    if ("wrong" in trial) wrong ??= trial.wrong;
    else if ("lack" in trial) lacks.push(trial.lack);
    else {
      const found = lackingRoom(trial.claims, taken).filter(subscription.cell === undefined ? () => true : isHard);
      if (found.length === 0) return { subscription: trial.subscription, claims: trial.claims };
      if (!found.some(isHard)) withHeadroom ??= { cell, claims: trial.claims };
      lacks.push(...found.map(({ text }) => text));
    }
  }
  // An order that is wrong by itself is told with its place, when the estate is validated with it.
  if (wrong !== undefined) return { subscription: wrong, claims: [] };
  const { name, service, tier } = subscription;
  const region = regionOf(order, context) ?? "";
  const problem = `No cell in ${region} has room for ${name} (${service}/${tier}): ${lacks.join("; ")}.`;
  if (withHeadroom === undefined) return { problem, claims: [] };
  const { cell, claims } = withHeadroom;
  // What is advised of several subscriptions has to go together.
  return { problem: `${problem} To use the head-room, name the cell: --cell ${name}=${cell.id}.`, claims };
}

/** The cell lacks it with its head-room too. */
const isHard = ({ evenWithHeadroom }: Lack): boolean => evenWithHeadroom;

/** The cells that a subscription may land in, in the estate's order; only the one that was asked for, where one was. */
function candidatesFor(
  { service, cell }: OrderedSubscription,
  order: TenantOrder,
  context: AllocationContext,
): readonly Cell[] {
  const target = kindOf(context.kinds, service)?.target;
  const region = regionOf(order, context);
  return context.estate.manifest.spec.cells
    .filter((candidate) => candidate.target === target && candidate.region === region && isOpenTo(candidate, order.id))
    .filter(({ id }) => cell === undefined || id === cell);
}

function regionOf({ region }: TenantOrder, { estate }: AllocationContext): string | undefined {
  return region ?? estate.manifest.spec.defaults.tenant.region;
}
