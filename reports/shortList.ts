/** How many of very many are shown: no person reads more, and a table of thousands takes longer than what it tells of. */
const shown = 100;

/** The first of many, and what is said of the others; nothing where all are shown. */
export function shortList<T>(
  all: readonly T[],
  what: string,
): { readonly first: readonly T[]; readonly rest: readonly string[] } {
  const left = all.length - shown;
  const rest = left > 0 ? [`… and ${String(left)} more ${what}; --json prints all.`] : [];
  return { first: all.slice(0, shown), rest };
}
