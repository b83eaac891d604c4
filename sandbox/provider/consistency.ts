/** Objects that are there and that others do not see yet, as in clouds whose parts learn of each other by and by. */
import { matches, type Consistency } from "../inventory/settings.ts";

/** An object that something refers to. */
export interface Referred {
  readonly type: string;
  /** When it was created, as ISO 8601. */
  readonly createdAt: string;
}

/** How long an object stays hidden, and how long a provider goes on asking for it. */
export interface Hidden {
  readonly milliseconds: number;
  readonly patience: number;
}

/** How long after `now` an object is still hidden from others by the first rule for its type; undefined when it is not. */
export function hiddenFor({ type, createdAt }: Referred, rules: readonly Consistency[], now: Date): Hidden | undefined {
  const rule = rules.find((candidate) => matches(candidate.type, type));
  if (rule === undefined) return undefined;
  const milliseconds = Date.parse(createdAt) + rule.milliseconds - now.getTime();
  return milliseconds > 0 ? { milliseconds, patience: rule.patienceMilliseconds } : undefined;
}
