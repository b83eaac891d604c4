import { containsCidr, overlapCidr, parseCidr } from "cidr-tools";
import { z } from "zod";

const shape = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(?:3[0-2]|[12]?\d)$/;

/** An IPv4 network in CIDR notation whose address is the network's first. */
export const cidrBlock = z
  .string()
  .regex(shape, "a network looks like 10.40.0.0/20")
  .refine((block) => !shape.test(block) || isNetworkAddress(block), {
    error: (issue) => `${String(issue.input)} has host bits set; the network is ${networkOf(String(issue.input))}`,
  })
  .meta({ examples: ["10.40.0.0/20"] });

/** The prefix length of a block: 20 for `10.40.0.0/20`. */
export function prefixLength(block: string): number {
  return Number(parseCidr(block).prefix);
}

/** True when every address of `inner` lies in `outer`. */
export function contains(outer: string, inner: string): boolean {
  return containsCidr(outer, inner);
}

/** True when the two blocks share an address. */
export function overlaps(a: string, b: string): boolean {
  return overlapCidr(a, b);
}

/**
 * The `index`-th block of length `prefix` inside `block`, counted from its start.
 * @throws RangeError when `prefix` is shorter than the block's or there is no such index.
 */
export function subBlock(block: string, prefix: number, index: number): string {
  const outer = prefixLength(block);
  if (!Number.isInteger(prefix) || prefix < outer || prefix > 32) {
    throw new RangeError(`/${String(prefix)} does not divide ${block}`);
  }
  if (!Number.isInteger(index) || index < 0 || index >= 2 ** (prefix - outer)) {
    throw new RangeError(`${block} has no block ${String(index)} of length /${String(prefix)}`);
  }
  const start = Number(parseCidr(block).start) + index * 2 ** (32 - prefix);
  return `${formatAddress(start)}/${String(prefix)}`;
}

/** First and last address of a block as numbers, for sorting and sweeping. */
export function addressRange(block: string): { readonly first: number; readonly last: number } {
  const parsed = parseCidr(block);
  return { first: Number(parsed.start), last: Number(parsed.end) };
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

function isNetworkAddress(block: string): boolean {
  return networkOf(block) === block;
}

function networkOf(block: string): string {
  const parsed = parseCidr(block);
  return `${formatAddress(Number(parsed.start))}/${parsed.prefix}`;
}
