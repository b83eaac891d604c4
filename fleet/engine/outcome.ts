import type { EngineEvent, OpMap } from "@pulumi/pulumi/automation/index.js";

import type { ResourceChanges, RunOutcome } from "../../core/results/runOutcome.ts";

/** What can be done to a stack. */
export type Operation = "up" | "preview" | "destroy";

/** How many resources a run did what to, by its events. */
export function changesOf(events: readonly EngineEvent[]): ResourceChanges {
  const counted = events.findLast((event) => event.summaryEvent !== undefined)?.summaryEvent?.resourceChanges;
  const count = (key: keyof OpMap): number => counted?.[key] ?? 0;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    same: count("same") + count("read") + count("refresh"),
  };
}

/** What a run that ended well came to, by its events. */
export function outcomeOf(operation: Operation, events: readonly EngineEvent[]): RunOutcome["result"] {
  if (operation === "preview") return "previewed";
  if (operation === "destroy") return "destroyed";
  const changes = changesOf(events);
  if (changes.create + changes.update + changes.replace + changes.delete === 0) return "unchanged";
  return hadSomething(events) ? "updated" : "created";
}

/**
 * Whether there was anything of the stack's before the run. A run that was stopped before it touched anything, as where a cell is not
 * prepared, leaves the stack itself and its providers, and those are nothing in any target.
 */
function hadSomething(events: readonly EngineEvent[]): boolean {
  return events.some(({ resOutputsEvent }) => {
    if (resOutputsEvent === undefined) return false;
    const { op, type } = resOutputsEvent.metadata;
    return op !== "create" && op !== "read" && type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:");
  });
}
