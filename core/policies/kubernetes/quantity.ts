/** Factors of the endings of quantities (Kubernetes API reference, `Quantity`). */
const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** Bytes of a GiB. */
export const gibibyte = 2 ** 30;

/**
 * A quantity of the Kubernetes API as a number: the server writes `2000m` as `2`, so amounts are compared by this.
 *
 * @returns infinity for what is no quantity: it bounds nothing.
 */
export function quantity(value: unknown): number {
  if (typeof value === "number") return value;
  const [, number, ending] = typeof value === "string" ? (/^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(value) ?? []) : [];
  const factor = ending !== undefined && Object.hasOwn(factors, ending) ? factors[ending] : undefined;
  return number === undefined || factor === undefined ? Infinity : Number(number) * factor;
}
