import { addressRange, prefixLength, subBlock } from "./cidrBlock.ts";

/**
 * The first block of a length inside a network that overlaps none of those taken; undefined when there is none. Blocks begin at
 * multiples of their size, as CIDR has it.
 *
 * @param taken blocks in any order; they may overlap each other and lie elsewhere.
 */
export function firstFreeBlock(network: string, taken: readonly string[], prefix: number): string | undefined {
  if (prefix < prefixLength(network) || prefix > 32) return undefined;
  const { first, last } = addressRange(network);
  const size = 2 ** (32 - prefix);
  let candidate = first;
  const ranges = taken.map(addressRange).toSorted((a, b) => a.first - b.first);
  for (const range of ranges) {
    if (range.last < candidate) continue;
    if (range.first >= candidate + size) break;
    candidate = first + Math.ceil((range.last + 1 - first) / size) * size;
  }
  return candidate + size - 1 > last ? undefined : subBlock(network, prefix, (candidate - first) / size);
}
