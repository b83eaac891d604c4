/** Numbers that look random and are the same for the same seed: a run that failed can be run again. */
export interface Random {
  readonly seed: number;
  /** From 0 (included) to 1 (excluded). */
  readonly next: () => number;
  /** A whole number from the first (included) to the second (excluded). */
  readonly between: (from: number, to: number) => number;
}

/** Starts with TENANTRY_SEED, or with the time, and prints which. */
export function startRandom(what: string): Random {
  const given = process.env["TENANTRY_SEED"];
  const seed = given === undefined ? Date.now() % 2 ** 32 : Number(given);
  process.stderr.write(`${what}: TENANTRY_SEED=${String(seed)}\n`);
  return seeded(seed);
}

/** Mulberry32 (Tommy Ettinger, public domain). */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, between: (from, to) => from + Math.floor(next() * (to - from)) };
}
