import type { SourceFile } from "../documents/sourceFile.ts";
import { amountOf } from "../estate/checkCapacity.ts";
import type { Estate } from "../estate/estate.ts";
import { loadEstate, type LoadOptions } from "../estate/loadEstate.ts";
import { placeOf } from "../estate/places.ts";
import { kindOf, type AnyServiceKind, type ServiceKinds } from "../kinds/serviceKind.ts";
import { prefixLength } from "../network/cidrBlock.ts";
import { firstFreeBlock } from "../network/freeBlock.ts";
import { isOpenTo } from "../resolve/chooseCell.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";
import type { Cell } from "../schema/cell.ts";
import { renderManifest } from "./renderManifest.ts";
import { isSaid, withPart } from "./specParts.ts";
import type { OrderedSubscription, TenantOrder } from "./tenantOrder.ts";

/** What an order is placed in. */
export interface AllocationContext {
  /** Right without the new tenant. */
  readonly estate: Estate;
  /** The files that it was read from. */
  readonly files: readonly SourceFile[];
  readonly kinds: ServiceKinds;
  /** The prefix length of networks that are allocated; each kind's usual one when absent. */
  readonly networkPrefix?: number;
  readonly options: LoadOptions;
}

/** The order with cells and networks, or why a subscription has no place. */
export type Allocation = { readonly order: TenantOrder } | { readonly problems: readonly string[] };

/**
 * Gives every subscription of an order a cell and, where its kind needs one, a network. The cell is the one in the region with
 * the fewest tenants (of equal ones, the first by id) that has enough left and a free network; the network is the first free
 * one of the cell's range. The cell is always named, so that a second one of the region, added later, leaves the tenant be. What
 * was asked for stays.
 *
 * What is wrong with an order by itself is no problem here: validating the estate with it says that with its place.
 */
export function allocate(order: TenantOrder, context: AllocationContext): Allocation {
  const placed: OrderedSubscription[] = [];
  const claims = context.estate.tenants.flatMap((tenant) => tenant.claims);
  const problems: string[] = [];
  for (const subscription of order.subscriptions) {
    const result = place(subscription, { ...order, subscriptions: placed }, claims, context);
    if ("problems" in result) problems.push(...result.problems);
    else {
      placed.push(result.subscription);
      claims.push(...result.claims);
    }
  }
  return problems.length > 0 ? { problems } : { order: { ...order, subscriptions: placed } };
}

type Placement =
  | { readonly subscription: OrderedSubscription; readonly claims: readonly LocatedClaim[] }
  | { readonly problems: readonly string[] };

function place(
  subscription: OrderedSubscription,
  before: TenantOrder,
  claims: readonly LocatedClaim[],
  context: AllocationContext,
): Placement {
  const { cells, defaults } = context.estate.manifest.spec;
  const kind = kindOf(context.kinds, subscription.service);
  const region = before.region ?? defaults.tenant.region;
  const candidates = cells
    .filter((cell) => cell.target === kind?.target && cell.region === region && isOpenTo(cell, before.id))
    .filter(({ id }) => subscription.cell === undefined || id === subscription.cell);
  if (kind === undefined || candidates.length === 0) return { subscription, claims: [] };

  const shortages: string[] = [];
  let wrong: OrderedSubscription | undefined;
  for (const cell of byTenants(candidates, claims)) {
    const network = networkFor(subscription, kind, cell, claims, context);
    if (network === undefined) {
      shortages.push(noNetwork(cell, kind, context));
      continue;
    }
    const spec = network === "none" ? subscription.spec : network;
    const candidate = { ...subscription, cell: cell.id, spec };
    const trial = tryOut({ ...before, subscriptions: [...before.subscriptions, candidate] }, context);
    if ("claims" in trial) {
      const own = trial.claims.filter(({ field }) => field[2] === before.subscriptions.length);
      const lacking = shortagesOf(cell, own, claims);
      if (lacking.length === 0) return { subscription: candidate, claims: own };
      shortages.push(...lacking);
    } else if (trial.tooSmall) shortages.push(`${cell.id} is too small for it`);
    else wrong ??= candidate;
  }
  // An order that is wrong by itself is told with its place, when the estate is validated with it.
  if (wrong !== undefined) return { subscription: wrong, claims: [] };
  const what = `${subscription.name} (${subscription.service}/${subscription.tier})`;
  return { problems: [`No cell in ${region ?? ""} has room for ${what}: ${shortages.join("; ")}.`] };
}

/** Fewest tenants first, then by id. */
function byTenants(cells: readonly Cell[], claims: readonly LocatedClaim[]): Cell[] {
  const tenants = new Map<string, Set<string>>();
  for (const { cell, owner } of claims) {
    const known = tenants.get(cell.id) ?? new Set();
    tenants.set(cell.id, known.add(owner.split("/")[0] ?? owner));
  }
  const countOf = ({ id }: Cell): number => tenants.get(id)?.size ?? 0;
  return cells.toSorted((a, b) => countOf(a) - countOf(b) || (a.id < b.id ? -1 : 1));
}

/** The spec with a free network of the cell; `none` where it needs none or says one, undefined where the cell has none left. */
function networkFor(
  subscription: OrderedSubscription,
  kind: AnyServiceKind,
  cell: Cell,
  claims: readonly LocatedClaim[],
  context: AllocationContext,
): OrderedSubscription["spec"] | "none" | undefined {
  const { network } = kind.starter;
  if (network === undefined || cell.target !== "aws") return "none";
  if (isSaid(subscription, network.path, context.estate)) return "none";
  const taken = claims.flatMap(({ claim, cell: other }) =>
    claim.type === "network" && other.id === cell.id ? [claim.value] : [],
  );
  const block = firstFreeBlock(cell.supernet, taken, context.networkPrefix ?? network.prefixLength);
  if (block === undefined) return undefined;
  const [first = ""] = network.path;
  const spec = withPart(subscription.spec, network.path, block);
  // What was allocated comes before what was asked for.
  return { [first]: spec[first] ?? null, ...spec };
}

function noNetwork(cell: Cell, kind: AnyServiceKind, { networkPrefix }: AllocationContext): string {
  const prefix = String(networkPrefix ?? kind.starter.network?.prefixLength ?? 0);
  const supernet = cell.target === "aws" ? cell.supernet : "";
  const tooLarge = cell.target === "aws" && Number(prefix) < prefixLength(cell.supernet);
  return `${cell.id} has no free /${prefix} in ${supernet}${tooLarge ? ", which is smaller" : ""}`;
}

function shortagesOf(cell: Cell, own: readonly LocatedClaim[], others: readonly LocatedClaim[]): string[] {
  const asked = new Map<string, number>();
  for (const { claim } of own) {
    if (claim.type === "capacity") asked.set(claim.resource, (asked.get(claim.resource) ?? 0) + claim.amount);
  }
  return [...asked].flatMap(([resource, amount]) => {
    const used = others.reduce(
      (sum, { claim, cell: other }) =>
        claim.type === "capacity" && other.id === cell.id && claim.resource === resource ? sum + claim.amount : sum,
      0,
    );
    const available = amountOf(cell, resource);
    if (used + amount <= available) return [];
    const left = String(Math.max(0, available - used));
    return [`${cell.id} has ${left} of ${String(available)} ${resource} left, and ${String(amount)} are needed`];
  });
}

/** What the tenant would claim if it were the estate's only one, or whether the cell itself is what stands in the way. */
function tryOut(
  order: TenantOrder,
  context: AllocationContext,
): { readonly claims: readonly LocatedClaim[] } | { readonly tooSmall: boolean } {
  const name = `tenants/${order.id}.yaml`;
  const bytes = new TextEncoder().encode(renderManifest(order, context.kinds));
  const places = new Set<ReturnType<typeof placeOf>>(["estate", "tier", "add-on", "lock"]);
  const files = [...context.files.filter((file) => places.has(placeOf(file.name))), { path: name, name, bytes }];
  const { estate, diagnostics } = loadEstate(files, "", context.kinds, context.options);
  const [tenant] = estate?.tenants ?? [];
  if (tenant !== undefined) return { claims: tenant.claims };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { tooSmall: errors.every(({ code }) => code === "TEN212") };
}
