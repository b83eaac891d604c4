import { z } from "zod";

import { mayNeedApproval } from "../../core/guard/mayNeedApproval.ts";
import type { EstateManifest } from "../../core/schema/estate.ts";
import { openRenderPool } from "../affected/renderPool.ts";
import type { StackDeployments } from "../engine/stackStates.ts";
import { stackNameOf, type StackSubject } from "../stackSubject.ts";

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  external: z.boolean().default(false),
  delete: z.boolean().default(false),
  taint: z.boolean().default(false),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  provider: z.string().default(""),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const deployment = z.object({
  resources: z.array(resource).nullish(),
  pending_operations: z.array(z.unknown()).nullish(),
});

/** A look at stacks by which most of them need no preview. */
export interface Look {
  /** Whether an `up` could do anything that needs an approval; a no is certain. No engine is started and no target is asked. */
  readonly mayNeedApproval: (subject: StackSubject) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Opens a look at stacks: what their states have against what their programs render. */
export function openLook(states: Pick<StackDeployments, "read">, { spec }: EstateManifest): Look {
  const pool = openRenderPool();
  return {
    mayNeedApproval: async (subject) => {
      const { resources, pending_operations: pending } = deployment.parse(
        (await states.read(stackNameOf(subject))) ?? {},
      );
      const kept = (resources ?? []).filter(({ external }) => !external);
      const isEmpty = kept.every(({ type }) => type === "pulumi:pulumi:Stack" || type.startsWith("pulumi:providers:"));
      if (isEmpty) return false;
      // What an earlier run has left half done is for the engine to tell; and cells are few.
      const isHalfDone = (pending ?? []).length > 0 || kept.some((each) => each.delete || each.taint);
      if (isHalfDone || subject.kind === "cell") return true;
      // Loaded when it is asked for: a run over what has not changed looks at nothing.
      const { providerRules } = await import("../diff/providerRules.ts");
      // The tables of the sandbox are its law; of a real provider they are only a good guess.
      const rulesFor = (type: string) => (isSimulated(type, spec.targets) ? providerRules : undefined);
      const rules = { settings: spec.fleet.guard, rulesFor };
      const rendered = await pool.render(subject.resolved);
      return rendered.error !== undefined || mayNeedApproval(kept, rendered.resources, rules);
    },
    close: pool.close,
  };
}

/** Whether the sandbox plays the target of a type; providers themselves have the same meaning everywhere. */
function isSimulated(type: string, targets: EstateManifest["spec"]["targets"]): boolean {
  const name = type.replace(/^pulumi:providers:/, "").split(":")[0];
  return (name === "aws" || name === "kubernetes") && targets[name] === "sandbox";
}
