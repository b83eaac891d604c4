import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPlace } from "../diagnostics/format.ts";
import type { ExclusiveClaim } from "../kinds/serviceKind.ts";
import { addressRange } from "../network/cidrBlock.ts";
import { formatPath } from "../documents/sourceMap.ts";
import type { LocatedClaim, ResolvedWithClaims } from "../resolve/resolveTenant.ts";

type ExclusivelyClaimed = LocatedClaim & { readonly claim: ExclusiveClaim };

/**
 * Claims of the whole estate that meet: equal names, or overlapping networks, in one scope.
 *
 * @param claimants those whose claim counts first come first.
 */
export function checkClaims(claimants: readonly Pick<ResolvedWithClaims, "claims">[]): Diagnostic[] {
  const exclusive = claimants
    .flatMap(({ claims }) => claims)
    .filter((located): located is ExclusivelyClaimed => located.claim.type !== "capacity");
  const scopes = Map.groupBy(exclusive, ({ claim }) => `${claim.type} ${claim.scope}`);
  return [...scopes.values()].flatMap((claims) =>
    claims[0]?.claim.type === "network" ? overlappingNetworks(claims) : equalNames(claims),
  );
}

function equalNames(claims: readonly ExclusivelyClaimed[]): Diagnostic[] {
  const owners = new Map<string, ExclusivelyClaimed>();
  return claims.flatMap((located) => {
    const owner = owners.get(located.claim.value);
    if (owner !== undefined) return [conflict(located, owner, `The name "${located.claim.value}" is taken`)];
    owners.set(located.claim.value, located);
    return [];
  });
}

/** Sorted by first address, a block can only overlap the furthest-reaching one before it: one sweep finds every late-comer. */
function overlappingNetworks(claims: readonly ExclusivelyClaimed[]): Diagnostic[] {
  const ranges = claims
    .map((located, order) => ({ located, order, ...addressRange(located.claim.value) }))
    .toSorted((a, b) => a.first - b.first || a.order - b.order);
  let reach = ranges[0];
  return ranges.slice(1).flatMap((range) => {
    const before = reach;
    if (before === undefined || range.last > before.last) reach = range;
    if (before === undefined || range.first > before.last) return [];
    const [earlier, later] = before.order < range.order ? [before, range] : [range, before];
    const message = `The network ${later.located.claim.value} overlaps ${earlier.located.claim.value}`;
    return [conflict(later.located, earlier.located, message)];
  });
}

function conflict(later: ExclusivelyClaimed, earlier: ExclusivelyClaimed, message: string): Diagnostic {
  return {
    code: later.claim.type === "network" ? "TEN207" : "TEN209",
    severity: "error",
    message: `${message} (${earlier.owner}, ${formatPlace(earlier.where)}).`,
    fix: "Change one of the two.",
    field: formatPath(later.field),
    where: later.where,
  };
}
