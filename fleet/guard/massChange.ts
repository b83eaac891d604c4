import { z } from "zod";

import type { GuardSettings } from "../../core/schema/fleet.ts";
import { codeVersion } from "../../core/codeVersion.ts";
import type { StackDeployments } from "../engine/stackStates.ts";
import { stackNameOf, subjectDigest, type StackSubject } from "../stackSubject.ts";

const deployment = z.object({
  resources: z.array(z.object({ type: z.string(), outputs: z.unknown().optional() })).nullish(),
});

const stackOutputs = z.object({ runs: z.object({ digest: z.string(), codeVersion: z.string() }) });

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
  states: Pick<StackDeployments, "read">,
): Promise<number | undefined> {
  const most = Math.max(run.tenants, run.share * stacks);
  if (subjects.length <= most) return undefined;
  let changed = 0;
  for (const subject of subjects) {
    if (subject.kind === "cell") continue;
    const { resources } = deployment.parse((await states.read(stackNameOf(subject))) ?? {});
    if ((resources ?? []).length === 0) continue;
    const outputs = resources?.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
    const runs = stackOutputs.safeParse(outputs).data?.runs;
    if (runs?.digest !== subjectDigest(subject) || runs.codeVersion !== codeVersion) changed += 1;
  }
  return changed > most ? changed : undefined;
}
