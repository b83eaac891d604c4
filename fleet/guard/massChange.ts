import type { GuardSettings } from "../../core/schema/fleet.ts";
import { codeVersion } from "../../core/codeVersion.ts";
import { runsOf } from "../engine/runsOf.ts";
import type { StackStates } from "../engine/stackStates.ts";
import { stackNameOf, subjectDigest, type StackSubject } from "../stackSubject.ts";

/**
 * How many tenants that run a run would change, where that is more than may change at once; undefined where it is not. It is told from
 * what their states say that runs, without an engine.
 *
 * @param stacks how many tenants the estate has.
 */
export async function massChange(
  subjects: readonly StackSubject[],
  stacks: number,
  { run }: GuardSettings,
  states: Pick<StackStates, "read">,
): Promise<number | undefined> {
  const most = Math.max(run.tenants, run.share * stacks);
  if (subjects.length <= most) return undefined;
  let changed = 0;
  for (const subject of subjects) {
    if (subject.kind === "cell") continue;
    const state = await states.read(stackNameOf(subject));
    if (state === undefined || state.resources === 0) continue;
    const runs = runsOf(state.outputs);
    if (runs?.digest !== subjectDigest(subject) || runs.codeVersion !== codeVersion) changed += 1;
  }
  return changed > most ? changed : undefined;
}
