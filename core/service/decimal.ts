/** How many decimals an amount of money or a percentage is computed with. */
const scale = 12;

/**
 * A number as it is written, in units of 10⁻¹²: sums and comparisons of such are exact.
 *
 * @throws RangeError for a number that is not written plainly, or with more decimals, as no schema lets through.
 */
export function unitsOf(value: number): bigint {
  const [, whole, part = ""] = /^(\d+)(?:\.(\d{1,12}))?$/.exec(String(value)) ?? [];
  if (whole === undefined) throw new RangeError(`${String(value)} has more than ${String(scale)} decimals`);
  return BigInt(whole + part.padEnd(scale, "0"));
}

/** One unit of {@link unitsOf} is this part of a whole. */
export const unitsPerOne = 10n ** BigInt(scale);

/** A quotient of two that are not negative, as text with so many decimals; cut off, or rounded half up. */
export function quotientText(dividend: bigint, divisor: bigint, decimals: number, rounding: "cut" | "half-up"): string {
  const scaled = dividend * 10n ** BigInt(decimals);
  const quotient = rounding === "cut" ? scaled / divisor : (2n * scaled + divisor) / (2n * divisor);
  const digits = String(quotient).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
