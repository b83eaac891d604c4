import type { SourceFile } from "../documents/sourceFile.ts";
import type { Estate } from "../estate/estate.ts";
import { loadEstate, type LoadOptions } from "../estate/loadEstate.ts";
import { placeOf } from "../estate/places.ts";
import { kindOf, type ServiceKinds } from "../kinds/serviceKind.ts";
import { prefixLength } from "../network/cidrBlock.ts";
import { firstFreeBlock } from "../network/freeBlock.ts";
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

/** What a subscription would be in a cell that had nobody else. */
export type Trial =
  | { readonly subscription: OrderedSubscription; readonly claims: readonly LocatedClaim[] }
  /** Why the cell cannot take it, such as `main has no free /20 in 10.40.0.0/24`. */
  | { readonly lack: string }
  /** The subscription, which is wrong there by more than the cell's size. */
  | { readonly wrong: OrderedSubscription };

/**
 * Puts one subscription into a cell, with a free network where its kind needs one.
 *
 * @param order whose it is; its other subscriptions do not matter.
 * @param taken claims whose networks are not free.
 */
export function tryIn(
  cell: Cell,
  subscription: OrderedSubscription,
  order: TenantOrder,
  taken: readonly LocatedClaim[],
  context: AllocationContext,
): Trial {
  const spec = specIn(cell, subscription, taken, context);
  if (spec === undefined) return { lack: noNetwork(cell, subscription, context) };
  const candidate = { ...subscription, cell: cell.id, spec };
  const alone = { ...order, subscriptions: [candidate] };
  const name = `tenants/${order.id}.yaml`;
  const bytes = new TextEncoder().encode(renderManifest(alone, context.kinds));
  const places = new Set<ReturnType<typeof placeOf>>(["estate", "tier", "add-on", "lock"]);
  const files = [...context.files.filter((file) => places.has(placeOf(file.name))), { path: name, name, bytes }];
  const { estate, diagnostics } = loadEstate(files, "", context.kinds, context.options);
  const [tenant] = estate?.tenants ?? [];
  if (tenant !== undefined) return { subscription: candidate, claims: tenant.claims };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const tooSmall = errors.every(({ code }) => code === "TEN212");
  return tooSmall ? { lack: `${cell.id} is too small for it` } : { wrong: candidate };
}

/** The spec, with a free network of the cell where it needs one and says none; undefined where the cell has none left. */
function specIn(
  cell: Cell,
  subscription: OrderedSubscription,
  taken: readonly LocatedClaim[],
  context: AllocationContext,
): OrderedSubscription["spec"] | undefined {
  const network = kindOf(context.kinds, subscription.service)?.starter.network;
  if (network === undefined || cell.target !== "aws") return subscription.spec;
  if (isSaid(subscription, network.path, context.estate)) return subscription.spec;
  const blocks = taken.flatMap(({ claim, cell: other }) =>
    claim.type === "network" && other.id === cell.id ? [claim.value] : [],
  );
  const block = firstFreeBlock(cell.supernet, blocks, context.networkPrefix ?? network.prefixLength);
  if (block === undefined) return undefined;
  const [first = ""] = network.path;
  const spec = withPart(subscription.spec, network.path, block);
  // What was allocated comes before what was asked for.
  return { [first]: spec[first] ?? null, ...spec };
}

function noNetwork(cell: Cell, { service }: OrderedSubscription, { kinds, networkPrefix }: AllocationContext): string {
  const prefix = String(networkPrefix ?? kindOf(kinds, service)?.starter.network?.prefixLength ?? 0);
  const supernet = cell.target === "aws" ? cell.supernet : "";
  const tooLarge = cell.target === "aws" && Number(prefix) < prefixLength(cell.supernet);
  return `${cell.id} has no free /${prefix} in ${supernet}${tooLarge ? ", which is smaller" : ""}`;
}
