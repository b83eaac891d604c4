import { formerObjectOf } from "../../core/offboarding/formerObjects.ts";
import type { FormerObject } from "../../core/results/certificate.ts";
import { cellOfProvider } from "../engine/cellOfProvider.ts";
import { knownState, objectsOf } from "../settle/knownState.ts";

/** What a stack has in targets, by its deployment as the engine keeps it; undefined stands for a stack that has none. */
export function formerObjectsOf(deployment: unknown): FormerObject[] {
  return objectsOf(knownState(deployment)).map((object) => formerObjectOf(object, cellOfProvider(object.provider)));
}
