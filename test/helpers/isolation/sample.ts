import { tenants, type TenantId } from "./tenants.ts";
import type { Place, Subject } from "./subjects.ts";
import type { Question } from "./questions.ts";

/** Of this many questions about a pair of a subject and a place, one is in the sample: a prime, so that all acts get their turn. */
export const rotation = 29;

/** Of each pair of a subject and a place another part of the questions, the same in each run; together all acts. */
export function rotatingPart(questions: readonly Question[]): Question[] {
  const pairs = Map.groupBy(questions, ({ subject, namespace }) => `${subject.label} ${namespace}`);
  return [...pairs.values()].flatMap((ofPair, turn) =>
    ofPair.filter((_question, index) => (index + turn) % rotation === 0),
  );
}

/** One subject and one place of a neighbour for each two tiers, in both orders: the first that there are. */
export function pairsOfTiers(subjects: readonly Subject[], places: readonly Place[]): [Subject, Place][] {
  const tierOf = (tenant: string): string => tenants[tenant as TenantId].tier;
  const found = new Map<string, [Subject, Place]>();
  for (const subject of subjects) {
    for (const place of places.filter(({ tenant }) => tenant !== subject.tenant)) {
      const key = `${tierOf(subject.tenant)} → ${tierOf(place.tenant)}`;
      if (!found.has(key)) found.set(key, [subject, place]);
    }
  }
  return [...found.values()];
}
