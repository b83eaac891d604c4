import { decimal, zero, type Decimal } from "../money/amount.ts";
import type { TierMeter } from "../schema/tier.ts";

/** A price of a meter, and how far it reaches. */
interface Band {
  readonly unitPrice: Decimal;
  /** Undefined for one without an end. */
  readonly upTo: Decimal | undefined;
}

/** The prices of a meter in their order; one where there is but one. */
export function bandsOf({ unitPrice, tiers = [] }: TierMeter): Band[] {
  if (unitPrice !== undefined) return [{ unitPrice: decimal(unitPrice), upTo: undefined }];
  return tiers.map((band) => ({
    unitPrice: decimal(band.unitPrice),
    upTo: band.upTo === undefined ? undefined : decimal(band.upTo),
  }));
}

/**
 * How much of a month's use is billed at each of a meter's prices, in the order of {@link bandsOf}.
 *
 * @param quantity what is beyond the included amount; not negative.
 */
export function splitByBand(meter: TierMeter, quantity: Decimal): Decimal[] {
  const bands = bandsOf(meter);
  if (meter.mode === "volume") {
    const chosen = bands.findIndex(({ upTo }) => upTo === undefined || quantity.lte(upTo));
    return bands.map((_, index) => (index === chosen ? quantity : zero));
  }
  let start = zero;
  return bands.map(({ upTo }) => {
    const end = upTo === undefined || quantity.lt(upTo) ? quantity : upTo;
    const part = end.gt(start) ? end.minus(start) : zero;
    start = upTo ?? start;
    return part;
  });
}
