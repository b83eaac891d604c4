import { expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

import { readRefresh } from "../../../../fleet/engine/stackDrift.ts";

/** The end of a step, with what of it is read. */
function step(op: string, urn: string, more: object = {}): EngineEvent {
  return { sequence: 0, timestamp: 0, resOutputsEvent: { metadata: { op, urn, ...more } } } as unknown as EngineEvent;
}

test("a refresh tells what is changed, by its detailed diff or else by inputs, and what is missing", () => {
  const events = [
    step("update", "quota", { detailedDiff: { "spec.hard.pods": {}, "spec.scopes": {} } }),
    step("update", "bucket", { old: { inputs: { tags: { a: "1" } } }, new: { inputs: { tags: { a: "2" } } } }),
    step("update", "deployment", { old: { inputs: { a: "1" } }, new: { inputs: { a: "1" }, outputs: { status: 1 } } }),
    step("delete", "policy"),
    step("same", "role"),
    step("update", "read only", { detailedDiff: { uid: {} } }),
    step("delete", "read only"),
  ];
  const { changed, missing } = readRefresh(events, new Set(["quota", "bucket", "deployment", "policy", "role"]));
  expect([...changed]).toEqual([
    ["quota", ["spec.hard.pods", "spec.scopes"]],
    ["bucket", ["tags.a"]],
  ]);
  expect([...missing]).toEqual(["policy"]);
});
