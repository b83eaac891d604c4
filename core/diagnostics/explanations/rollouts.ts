import type { Explanation } from "./explanation.ts";

/** Codes about rollouts. */
export const rollouts = {
  TEN240: {
    cause:
      "A rollout brings the tenants that follow a tier from one published version to a later one, ring by ring, and afterwards they follow their rings again. It is to be expected that nobody moves then. A version that is not there, is a draft or an earlier one, or is released to other rings than the rollout's, does not allow that.",
    remedy: "Correct the version or the rings as the message says, or end the rollout.",
  },
  TEN241: {
    cause:
      "Two rollouts that are not over are of one tier, or both of the code of the same tenants. Which version a tenant is to have could not be said.",
    remedy: "Wait for the first one, or abort it; whom it has reached stays where it is.",
  },
  TEN242: {
    cause:
      "A rollout's status is written by verbs, and what it says of tenants decides what they get. Here it contradicts itself, or names tenants that are no more.",
    remedy:
      "Take the status back as a verb wrote it, from version control. For tenants that are no more, nothing has to be done.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
