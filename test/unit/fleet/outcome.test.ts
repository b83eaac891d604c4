import { expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

import { outcomeOf } from "../../../fleet/engine/outcome.ts";

/** The events of a run that did something to one resource of each of these types, and their sum. */
function run(...steps: readonly (readonly [op: string, type: string])[]): EngineEvent[] {
  const resourceChanges: Record<string, number> = {};
  for (const [op] of steps) resourceChanges[op] = (resourceChanges[op] ?? 0) + 1;
  const ended = steps.map(([op, type]) => ({ resOutputsEvent: { metadata: { op, type } } }));
  return [...ended, { summaryEvent: { resourceChanges } }] as unknown as EngineEvent[];
}

const stack = "pulumi:pulumi:Stack";
const provider = "pulumi:providers:kubernetes";
const namespace = "kubernetes:core/v1:Namespace";

test.each<[string, readonly (readonly [string, string])[], string]>([
  [
    "all of it is new",
    [
      ["create", stack],
      ["create", provider],
      ["read", namespace],
      ["create", namespace],
    ],
    "created",
  ],
  [
    "a run that was stopped has left a provider",
    [
      ["same", stack],
      ["same", provider],
      ["create", namespace],
    ],
    "created",
  ],
  [
    "that provider has changed",
    [
      ["update", stack],
      ["update", provider],
      ["create", namespace],
    ],
    "created",
  ],
  [
    "something was there before",
    [
      ["same", stack],
      ["same", namespace],
      ["create", namespace],
    ],
    "updated",
  ],
  [
    "what was there has gone",
    [
      ["same", stack],
      ["same", provider],
      ["delete", namespace],
    ],
    "updated",
  ],
  [
    "nothing is new",
    [
      ["same", stack],
      ["same", provider],
      ["same", namespace],
    ],
    "unchanged",
  ],
  [
    "nothing but outputs is new",
    [
      ["update", stack],
      ["same", provider],
      ["same", namespace],
    ],
    "updated",
  ],
])("where %s, a tenant is told as it is", (_what, steps, result) => {
  expect(outcomeOf("up", run(...steps))).toBe(result);
});

test("previews and ends are what they are, whatever changes", () => {
  const events = run(["create", namespace]);
  expect([outcomeOf("preview", events), outcomeOf("destroy", events)]).toEqual(["previewed", "destroyed"]);
});
