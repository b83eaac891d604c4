import { z } from "zod";

import { erasingInputs, type Erasure } from "../../core/offboarding/erasure.ts";
import type { StackEngine } from "./stackEngine.ts";

/** What of a resource in a state keeps it from being deleted: the engine's own mark, or an input that its target obeys. */
const heldResource = z.looseObject({
  urn: z.string(),
  type: z.string().default(""),
  protect: z.boolean().default(false),
  inputs: z
    .looseObject({ deletionProtection: z.unknown(), enableDeletionProtection: z.unknown() })
    .partial()
    .default({}),
});

const stateResources = z.looseObject({ resources: z.array(heldResource).default([]) }).prefault({});

/**
 * Destroys a stack whose program protects nothing, whatever its state protects: first its databases and load balancers learn
 * that they may be deleted, which takes an update of each, then the engine's own marks are taken off, then all goes. What only
 * its target can refuse, such as a bucket with objects, is still refused.
 *
 * @param deployment the stack's, as the engine keeps it.
 * @param erasure deletes what is in buckets and vaults as well, for which these are updated too.
 */
export async function destroyProtected(engine: StackEngine, deployment: unknown, erasure?: Erasure): Promise<void> {
  const { resources } = stateResources.parse(deployment ?? {});
  const erasing = erasure === undefined ? {} : erasingInputs(erasure);
  const held = resources.filter(
    ({ type, inputs }) =>
      inputs.deletionProtection === true ||
      inputs.enableDeletionProtection === true ||
      Object.entries(erasing[type] ?? {}).some(([name, value]) => inputs[name] !== value),
  );
  if (held.length > 0) {
    await engine.operate(["up", "--yes", "--skip-preview", ...held.flatMap(({ urn }) => ["--target", urn])]);
  }
  if (resources.some(({ protect }) => protect)) await engine.command(["state", "unprotect", "--all", "--yes"]);
  await engine.operate(["destroy", "--yes", "--skip-preview", "--run-program=true"]);
}
