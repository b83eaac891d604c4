import type { DestroyOptions, Stack } from "@pulumi/pulumi/automation/index.js";
import { z } from "zod";

/** What of a resource in a state keeps it from being deleted: the engine's own mark, or an input that its target obeys. */
const heldResource = z.looseObject({
  urn: z.string(),
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
 * @param runCommand runs the Pulumi CLI on the stack; the Automation API has no way to take marks off.
 */
export async function destroyProtected(
  stack: Stack,
  options: Required<Pick<DestroyOptions, "onEvent" | "signal" | "color">>,
  runCommand: (args: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const exported: { readonly deployment?: unknown } = await stack.exportStack();
  const { resources } = stateResources.parse(exported.deployment ?? {});
  const held = resources.filter(
    ({ inputs }) => inputs.deletionProtection === true || inputs.enableDeletionProtection === true,
  );
  if (held.length > 0) await stack.up({ ...options, target: held.map(({ urn }) => urn) });
  if (resources.some(({ protect }) => protect)) await runCommand(["state", "unprotect", "--all", "--yes"]);
  await stack.destroy({ ...options, runProgram: true });
}
