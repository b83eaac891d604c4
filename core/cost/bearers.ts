import type { CostGap, CostLine } from "../results/cost.ts";
import type { Costed } from "./costLine.ts";

/** A line with the one who bears it. */
export type BorneLine = readonly [owner: string, line: CostLine];

/** What each owner of a share bears, and what that lacks of the nodes that tenants share and of the tenant's own. */
export class Bearers {
  readonly #lines = new Map<string, CostLine[]>();
  readonly #gaps = new Map<string, Map<"shared" | "own", readonly CostGap[]>>();

  /** Gaps of one sort; the last that are given count. */
  add(owner: string, sort: "shared" | "own", gaps: readonly CostGap[]): void {
    const known = this.#gaps.get(owner) ?? new Map<"shared" | "own", readonly CostGap[]>();
    this.#gaps.set(owner, known.set(sort, gaps));
  }

  bear(owner: string, line: CostLine): void {
    const lines = this.#lines.get(owner);
    if (lines === undefined) this.#lines.set(owner, [line]);
    else lines.push(line);
  }

  all(): ReadonlyMap<string, Costed> {
    const entries = [...this.#gaps].map(([owner, gaps]): [string, Costed] => {
      return [owner, { lines: this.#lines.get(owner) ?? [], gaps: [...gaps.values()].flat() }];
    });
    return new Map(entries);
  }
}
