import { nameOfUrn } from "../nameOfUrn.ts";
import type { FormerObject } from "../results/certificate.ts";

/** A resource in a state, as far as a deletion asks. */
export interface StateObject {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The days for which AWS keeps a key that is deleted, where nothing else is asked for (AWS KMS API Reference, ScheduleKeyDeletion). */
const keyDays = 30;

/** What is remembered of an object of a tenant before it is deleted. */
export function formerObjectOf({ urn, type, id, inputs }: StateObject, cell: string): FormerObject {
  const leaves = leavesOf(type, inputs);
  return { type, name: nameOfUrn(urn), id, cell, ...(leaves !== undefined && { leaves }) };
}

/**
 * What a target keeps of an object when it is deleted, by the object's own inputs: the last snapshot of a database (Amazon RDS API
 * Reference, DeleteDBInstance) or of a volume, and a key, which AWS deletes days later.
 */
function leavesOf(type: string, inputs: StateObject["inputs"]): FormerObject["leaves"] {
  const { skipFinalSnapshot, finalSnapshotIdentifier, finalSnapshot, tags, deletionWindowInDays } = inputs;
  switch (type) {
    case "aws:rds/instance:Instance":
      return skipFinalSnapshot !== true && typeof finalSnapshotIdentifier === "string"
        ? { what: "snapshot", name: finalSnapshotIdentifier }
        : undefined;
    case "aws:ebs/volume:Volume": {
      const name = typeof tags === "object" && tags !== null && "Name" in tags ? tags.Name : undefined;
      return finalSnapshot === true && typeof name === "string" ? { what: "snapshot", name } : undefined;
    }
    case "aws:kms/key:Key":
      return {
        what: "key",
        name: "",
        days: typeof deletionWindowInDays === "number" ? deletionWindowInDays : keyDays,
      };
    default:
      return undefined;
  }
}

/** Of two lists of what a tenant had, such as of before and after a deletion that was cut off: each object once. */
export function joinFormer(before: readonly FormerObject[], now: readonly FormerObject[]): FormerObject[] {
  const keyOf = ({ type, name, id, cell }: FormerObject): string => JSON.stringify([type, name, id, cell]);
  return [...new Map([...now, ...before].map((object) => [keyOf(object), object])).values()];
}
