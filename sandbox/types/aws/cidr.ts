/** IPv4 CIDR blocks as AWS checks them. */

/** A block as a range of addresses, both ends included. */
export interface Cidr {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/**
 * Reads a block in canonical form (`10.0.0.0/16`).
 * @returns the block, or why it is not one.
 */
export function parseCidr(value: string): Cidr | string {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value);
  if (match === null) return `is "${value}", but must be an IPv4 CIDR block such as 10.0.0.0/16`;
  const [, ...numbers] = match.map(Number);
  const prefix = numbers[4] ?? 0;
  if (prefix > 32 || numbers.slice(0, 4).some((octet) => octet > 255)) {
    return `is "${value}", but octets go to 255 and the prefix length to 32`;
  }
  const address = numbers.slice(0, 4).reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  if (first !== address)
    return `is "${value}", which has host bits set; the block is ${format(first)}/${String(prefix)}`;
  return { first, last: first + size - 1, prefix };
}

function format(address: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(address / 2 ** shift) % 256)).join(".");
}

/** True when two blocks share an address. */
export function overlaps(left: Cidr, right: Cidr): boolean {
  return left.first <= right.last && right.first <= left.last;
}

/** True when `inner` lies wholly in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
