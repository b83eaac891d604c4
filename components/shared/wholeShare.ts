/** So many per cent of something that comes in whole ones, rounded up: of what there is at all, at least one. */
export function wholeShare(granted: number, percent: number): number {
  return Math.ceil((granted * percent) / 100);
}
