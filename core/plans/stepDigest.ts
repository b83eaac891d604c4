import { jsonDigest } from "../jsonDigest.ts";
import type { PlannedStep } from "../results/steps.ts";

/**
 * The digest of what a run would do to one stack. Equal digests are equal steps: operation, resource, properties, what protects them, and
 * the digests of their inputs. The order in which the engine tells of them does not count. URNs have the stack's name, so that two stacks
 * never share one but for that of no steps at all.
 */
export function stepDigest(steps: readonly PlannedStep[]): string {
  return jsonDigest(steps.toSorted((a, b) => (a.urn < b.urn ? -1 : 1)));
}

/**
 * The digest of a plan for several stacks.
 *
 * @param stacks the digest of each one's steps, by the stack's name.
 */
export function planDigest(stacks: Readonly<Record<string, string>>): string {
  return jsonDigest(stacks);
}
