import { distance } from "fastest-levenshtein";

/**
 * The candidate most like `given`, if it is near enough to be a typing error: at most a third of the longer word's
 * letters differ (and at least one may). Case does not count. Ties go to the candidate that sorts first.
 */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  const wanted = given.toLowerCase();
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates.toSorted()) {
    const found = distance(wanted, candidate.toLowerCase());
    const bound = Math.max(1, Math.floor(Math.max(given.length, candidate.length) / 3));
    if (found <= bound && (best === undefined || found < best.distance)) best = { candidate, distance: found };
  }
  return best?.candidate;
}

/** `Did you mean "x"?` when something is near, else undefined. */
export function didYouMean(given: string, candidates: readonly string[]): string | undefined {
  const found = nearest(given, candidates);
  return found === undefined ? undefined : `Did you mean "${found}"?`;
}
