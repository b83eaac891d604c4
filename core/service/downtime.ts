/** A time in which something did not work, in whole seconds since 1970. */
export interface Outage {
  readonly from: number;
  /** The second after its last. */
  readonly to: number;
  /** How much did not work, in ten-thousandths. */
  readonly impact: number;
  /** Whether it is no downtime by the contract, as announced maintenance is. */
  readonly excluded: boolean;
}

/** How long something did not work. */
export interface Downtime {
  /** Ten-thousandths of seconds: 10,000 is a second in which nothing worked. */
  readonly weighted: number;
  /** Seconds in which something did not work that is no downtime by the contract, and nothing else failed. */
  readonly excludedSeconds: number;
}

/** How much of a time something did not work. Where outages overlap nothing counts twice, and the greatest impact counts. */
export function downtimeOf(outages: readonly Outage[]): Downtime {
  const moments = [...new Set(outages.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const beginning = Map.groupBy(outages, ({ from }) => from);
  let open: Outage[] = [];
  let [weighted, excludedSeconds] = [0, 0];
  for (const [index, begin] of moments.entries()) {
    open = [...open, ...(beginning.get(begin) ?? [])].filter(({ to }) => to > begin);
    const end = moments[index + 1];
    if (end === undefined || open.length === 0) continue;
    const impact = Math.max(0, ...open.filter(({ excluded }) => !excluded).map((outage) => outage.impact));
    weighted += (end - begin) * impact;
    if (impact === 0) excludedSeconds += end - begin;
  }
  return { weighted, excludedSeconds };
}
