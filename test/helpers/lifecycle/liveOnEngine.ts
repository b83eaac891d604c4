import fc from "fast-check";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";

import type { TestEstate } from "../cli.ts";
import { lifecycles, onboardFirst } from "./commands.ts";
import { firstDay, firstTenants, type Model } from "./model.ts";
import { onEngine } from "./systems.ts";

/** When runs are killed, in milliseconds after their first word: while engines start, while they work, and too late. */
const deaths = [0, 800, 1_600, 2_400, 3_200, 4_000];

/**
 * Has tenants of an estate live so many random lives on the real engine, each from the same beginning.
 *
 * @throws Error with the shortest life that was found to end in disagreement.
 */
export async function liveOnEngine(estate: TestEstate, lives: number): Promise<void> {
  const [now, prepared] = [join(estate.directory, "estate"), join(estate.directory, "prepared")];
  const begin = (): { model: Model; real: ReturnType<typeof onEngine> } => ({
    model: { today: firstDay, tenants: new Map(firstTenants) },
    real: onEngine(estate, () => undefined),
  });
  await onboardFirst(begin().real, estate);
  const wrong = await begin().real.settle(begin().model, undefined);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  cpSync(now, prepared, { recursive: true });
  const property = fc.asyncProperty(lifecycles(4, { minLength: 1, maxLength: 3 }, deaths), async (commands) => {
    rmSync(now, { recursive: true });
    cpSync(prepared, now, { recursive: true });
    await fc.asyncModelRun(begin, commands);
  });
  // A life takes the better part of a minute: what is found is told as it is, and not made shorter.
  await fc.assert(property, { numRuns: lives, endOnFailure: true });
}
