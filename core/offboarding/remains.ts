import type { FormerObject, KeptObject } from "../results/certificate.ts";
import type { FoundOrphan } from "../results/orphans.ts";
import { plusDays } from "../calendarDays.ts";

/** What is still there of a tenant whose deletion is through. */
export interface Remains {
  /** What may be there, and until when. */
  readonly kept: readonly KeptObject[];
  /** What should not be there. */
  readonly left: readonly FoundOrphan[];
}

/** What remains are judged by. */
export interface RemainsTerms {
  /** What the tenant had when deleting began. */
  readonly had: readonly FormerObject[];
  /** The day on which it was deleted. */
  readonly deleted: string;
  /** For how many days a snapshot that the deletion made may be kept. */
  readonly snapshotDays: number;
  /** As `2026-12-31`. */
  readonly today: string;
}

/**
 * Judges what targets still hold of a tenant: only what the deletion itself leaves behind may be there, which is the last snapshots of its
 * databases and volumes and keys that wait for their end, each until its day. All else should have gone.
 */
export function judgeRemains(
  found: readonly FoundOrphan[],
  { had, deleted, snapshotDays, today }: RemainsTerms,
): Remains {
  const kept: KeptObject[] = [];
  const left: FoundOrphan[] = [];
  for (const object of found) {
    const { type, name, id, cell } = object;
    const former = had.find((each) => isLeftBy(object, each));
    const days = former?.leaves?.what === "key" ? (former.leaves.days ?? 0) : snapshotDays;
    const until = plusDays(deleted, days);
    if (former === undefined || today > until) left.push(object);
    else kept.push({ type, name, id, cell, why: whyKept(former), until });
  }
  return { kept, left };
}

/** Whether an object is what a target keeps of a former one. Types and ids are as the list by tags has them. */
function isLeftBy({ type, id, tags }: FoundOrphan, { type: of, id: formerId, leaves }: FormerObject): boolean {
  if (leaves === undefined) return false;
  if (leaves.what === "key") return type === of && id === formerId;
  if (of === "aws:rds/instance:Instance") return type === "rds:snapshot" && id.split(":").at(-1) === leaves.name;
  return type === "ec2:snapshot" && tags["Name"] === leaves.name;
}

function whyKept({ leaves, name }: FormerObject): string {
  return leaves?.what === "key"
    ? "AWS deletes a key some days after it is told to; until then nobody can use it"
    : `the last snapshot of ${name}`;
}
