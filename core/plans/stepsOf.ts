import { jsonDigest } from "../jsonDigest.ts";
import { nameOfUrn } from "../nameOfUrn.ts";
import type { PlannedStep, PlannedSteps } from "../results/steps.ts";
import { holdsData } from "./holdsData.ts";
import { protectionsLost, type StepSide } from "./protections.ts";
import { stepDigest } from "./stepDigest.ts";
import { withoutMadeUp } from "./withoutMadeUp.ts";

/** What the engine's events tell of a step (`StepEventMetadata` of the Automation API), as far as it is asked for here. */
export interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** The engine's event log has null for a side that is not there. */
  readonly old?: StepSide | null | undefined;
  readonly new?: StepSide | null | undefined;
  /** The properties that cause a replacement, by the names of the outermost. */
  readonly keys?: readonly string[] | undefined;
  /** The properties that change, by the names of the outermost. */
  readonly diffs?: readonly string[] | undefined;
  /** The properties that change, by their paths. */
  readonly detailedDiff?: Readonly<Record<string, { readonly diffKind: string }>> | undefined;
}

/** An event of the engine's; those that announce a step count. */
export interface StepEvent {
  readonly resourcePreEvent?: { readonly metadata: StepMetadata } | undefined;
}

/** What the engine's steps are to whoever reads a plan; steps that touch nothing of the stack's are not there. */
const operations: Readonly<Record<string, PlannedStep["op"] | "same">> = {
  same: "same",
  create: "create",
  import: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "import-replacement": "replace",
};

/** All that a preview says would be done, by its events; a replacement, of which the engine tells in several steps, is one. */
export function stepsOf(events: readonly StepEvent[]): PlannedSteps {
  const told = events.flatMap(({ resourcePreEvent }) => {
    const metadata = resourcePreEvent?.metadata;
    return metadata !== undefined && Object.hasOwn(operations, metadata.op) ? [metadata] : [];
  });
  const all = [...Map.groupBy(told, ({ urn }) => urn).values()].map(stepOf);
  const steps = all.filter((step) => step !== undefined).toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
  return { steps, same: all.length - steps.length, digest: stepDigest(steps) };
}

/** The step that the engine's steps for one URN come to; undefined where all stays as it is. */
function stepOf(told: readonly StepMetadata[]): PlannedStep | undefined {
  const [{ urn, type } = { urn: "", type: "" }] = told;
  const before = told.find((step) => isThere(step.old))?.old ?? undefined;
  const after = told.findLast((step) => isThere(step.new))?.new ?? undefined;
  const unprotects = before !== undefined && after !== undefined ? protectionsLost(before, after) : [];
  const op = operationOf(told, before !== undefined && after !== undefined);
  if (op === "same" && unprotects.length === 0) return undefined;
  return {
    op: op === "same" ? "update" : op,
    urn,
    type,
    name: nameOfUrn(urn),
    paths: op === "update" || op === "replace" ? pathsOf(told) : [],
    causes: op === "replace" ? causesOf(told) : [],
    stateful: holdsData(type),
    protected: before?.protect === true,
    retained: before?.retainOnDelete === true && (op === "delete" || op === "replace"),
    unprotects,
    values: jsonDigest({ before: withoutMadeUp(before?.inputs ?? null), after: withoutMadeUp(after?.inputs ?? null) }),
  };
}

function isThere(side: StepSide | null | undefined): boolean {
  return side !== undefined && side !== null;
}

function operationOf(told: readonly StepMetadata[], isOnBothSides: boolean): PlannedStep["op"] | "same" {
  const found = new Set(told.map(({ op }) => operations[op]));
  // What a replacement of an earlier run has left behind is only deleted.
  if (found.has("replace")) return isOnBothSides ? "replace" : "delete";
  if (found.has("delete")) return found.has("create") ? "replace" : "delete";
  return found.has("create") ? "create" : found.has("update") ? "update" : "same";
}

function pathsOf(told: readonly StepMetadata[]): string[] {
  return sorted(
    told.flatMap(({ detailedDiff, diffs }) => {
      const detailed = Object.keys(detailedDiff ?? {});
      return detailed.length > 0 ? detailed : (diffs ?? []);
    }),
  );
}

function causesOf(told: readonly StepMetadata[]): string[] {
  return sorted(
    told.flatMap(({ detailedDiff, keys }) => {
      const detailed = Object.entries(detailedDiff ?? {}).flatMap(([path, { diffKind }]) =>
        diffKind.endsWith("-replace") ? [path] : [],
      );
      return detailed.length > 0 ? detailed : (keys ?? []);
    }),
  );
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}
