/** Picks the injected fault and the latency of one operation. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Inventory } from "../inventory/inventory.ts";
import { matches, type Fault, type Latency, type Operation, type SandboxSettings } from "../inventory/settings.ts";
import { hexDigest } from "./derive.ts";

/** What is being done to what. */
export interface Attempt {
  readonly operation: Operation;
  readonly type: string;
  /** The resource's name in the program. */
  readonly name: string;
}

function covers(rule: { type: string; operations: readonly Operation[] }, attempt: Attempt): boolean {
  return (
    (rule.operations.length === 0 || rule.operations.includes(attempt.operation)) && matches(rule.type, attempt.type)
  );
}

/**
 * The first fault that strikes this attempt, or undefined. A fault with a `count` is used up in the inventory, so that
 * it counts over all processes.
 * @param random number from 0 (included) to 1 (excluded).
 */
export function strike(
  settings: SandboxSettings,
  attempt: Attempt,
  inventory: Inventory,
  random: () => number,
): Fault | undefined {
  return settings.faults.find((fault, index) => {
    if (!covers(fault, attempt) || !matches(fault.name, attempt.name)) return false;
    if (fault.probability < 1 && random() >= fault.probability) return false;
    const { count } = fault;
    if (count === undefined) return true;
    const counter = `fault ${String(index)} ${hexDigest(JSON.stringify(fault), 16)}`;
    return inventory.transaction(() => inventory.next(counter)) <= count;
  });
}

/** Waits as long as the first matching latency rule for before or after the operation says. Rejects when the signal aborts. */
export async function delay(
  settings: SandboxSettings,
  when: Latency["when"],
  attempt: Attempt,
  signal: AbortSignal,
): Promise<void> {
  const rule = settings.latency.find((candidate) => candidate.when === when && covers(candidate, attempt));
  if (rule !== undefined && rule.milliseconds > 0) await sleep(rule.milliseconds, undefined, { signal });
}
