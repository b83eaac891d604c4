/** An amount with at least two decimals, and its currency: `490.00 EUR`. */
export function money(amount: number, currency: string): string {
  const decimals = Math.max(2, String(amount).split(".")[1]?.length ?? 0);
  return `${amount.toFixed(decimals)} ${currency}`;
}
