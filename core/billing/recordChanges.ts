import { isDeepStrictEqual } from "node:util";

import type { EstateTenant } from "../estate/estate.ts";
import type { BilledSubscription, BillingChange } from "../schema/billingRecord.ts";
import { formatTier } from "../schema/tier.ts";

/** What a tenant's record lacks, or why it cannot be added. */
export type RecordChanges = { readonly added: readonly BillingChange[] } | { readonly refused: string };

/**
 * What a tenant's manifest says differently from the last change of its billing record: from the contract's first day where there is no
 * record, from the day of the suspension or of the end where it is that, and otherwise from the day that is given.
 *
 * @param changes the record's, in the order of their days; none where there is no record.
 * @param day the first day that anything else counts on, as `2026-12-31`.
 * @param given whether somebody has named that day: then it is also that of a suspension or an end.
 */
export function recordChanges(
  tenant: EstateTenant,
  changes: readonly BillingChange[],
  day: string,
  given: boolean,
): RecordChanges {
  const { spec } = tenant.manifest;
  const subscriptions = billedSubscriptions(tenant);
  const last = changes.at(-1);
  const foreign = foreignPrice(tenant);
  if (foreign !== undefined) return { refused: foreign };
  const { state } = spec;
  const since = { active: undefined, suspended: spec.suspension?.since, offboarded: spec.offboarding?.requested }[
    state
  ];
  if (last === undefined) return { added: firstChanges(tenant, subscriptions, since ?? day) };

  const wanted: Omit<BillingChange, "on"> = { state, subscriptions: state === "offboarded" ? [] : subscriptions };
  const isNewState = state !== last.state;
  const isSame = !isNewState && isDeepStrictEqual(wanted.subscriptions, last.subscriptions);
  if (isSame) return { added: [] };
  const on = isNewState && !given ? (since ?? day) : day;
  if (on <= last.on) {
    const why = on === day ? "" : ` (it is ${state} since then)`;
    return {
      refused: `It would be billed otherwise from ${on} on${why}, and its last change is on ${last.on}: give a later day by --on.`,
    };
  }
  // Those who are suspended and have other subscriptions are so from two days on.
  const isTwo = on < day && state === "suspended" && !isDeepStrictEqual(subscriptions, last.subscriptions);
  if (isTwo) {
    return {
      added: [
        { on, state, subscriptions: last.subscriptions },
        { on: day, ...wanted },
      ],
    };
  }
  return { added: [{ on, ...wanted }] };
}

/** A record's beginning: the contract's, and a suspension or an end that has come since. */
function firstChanges({ manifest }: EstateTenant, subscriptions: BilledSubscription[], since: string): BillingChange[] {
  const { contract, state } = manifest.spec;
  if (state === "active") return [{ on: contract.start, state, subscriptions }];
  const now = { state, subscriptions: state === "offboarded" ? [] : subscriptions };
  if (since <= contract.start) return [{ on: contract.start, ...now }];
  return [
    { on: contract.start, state: "active", subscriptions },
    { on: since, ...now },
  ];
}

/** A price in another currency than the contract: a record with it would make the estate invalid. */
function foreignPrice({ resolved: { contract, subscriptions } }: EstateTenant): string | undefined {
  const prices = subscriptions.flatMap(({ name, tier, price, addOns }) => [
    { what: `${name}'s ${formatTier(tier)}`, currency: price.currency },
    ...addOns.map((addOn) => ({ what: `${name}'s ${formatTier(addOn)}`, currency: addOn.price.currency })),
  ]);
  const found = prices.find(({ currency }) => currency !== contract.currency);
  return found && `The price of ${found.what} is in ${found.currency}, and the contract in ${contract.currency}.`;
}

function billedSubscriptions({ resolved }: EstateTenant): BilledSubscription[] {
  return resolved.subscriptions.map(({ name, service, tier, addOns }) => ({
    name,
    service,
    tier: formatTier(tier),
    addOns: addOns.map(formatTier),
  }));
}
