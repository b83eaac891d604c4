import { z } from "zod";

const running = z.looseObject({
  service: z.string(),
  tier: z.looseObject({ name: z.string(), version: z.int() }),
  /** Such as `more-buckets@1`; absent where there is none, and in what an older version has applied. */
  addOns: z.array(z.string()).optional(),
  cell: z.string(),
  bundle: z.json(),
});

/** What runs of one subscription, as its stack's outputs say. */
export type RunningSubscription = z.infer<typeof running>;

const outputs = z.looseObject({
  runs: z.looseObject({ subscriptions: z.record(z.string(), running) }),
});

/**
 * What runs of a tenant, by the subscriptions' names, from its stack's outputs.
 *
 * @returns nothing for a stack that has no such outputs yet: it was never applied, or its first run failed.
 */
export function readRunning(stackOutputs: unknown): Readonly<Record<string, RunningSubscription>> {
  const parsed = outputs.safeParse(stackOutputs);
  return parsed.success ? parsed.data.runs.subscriptions : {};
}
