import type { ApprovalManifest } from "../schema/approval.ts";

/** An approval that counts, for the audit trail. */
export interface GivenApproval {
  /** An e-mail address; or, where a pipeline vouches for it, the environment's name. */
  readonly approvedBy: string;
  /** `file`: in the estate. `environment`: a pipeline's environment, whose own protection lets a job in only when people have agreed. */
  readonly source: "file" | "environment";
  readonly reason: string;
}

/** Steps of one stack that need an approval. */
export interface AwaitingSteps {
  /** The stack's name. */
  readonly stack: string;
  /** The digest of its steps. */
  readonly digest: string;
}

/**
 * The approval that lets all of these steps through together; undefined when there is none. One that names other steps of any of the
 * stacks, or lacks one, does not; what it names beside them does not matter.
 *
 * @param today the day by which approvals count, such as `2026-12-31`.
 */
export function approvalOf(
  approvals: readonly ApprovalManifest[],
  awaiting: readonly AwaitingSteps[],
  today: string,
): GivenApproval | undefined {
  const found = approvals.find(
    ({ spec }) =>
      spec.granted <= today &&
      today <= spec.expires &&
      awaiting.every(({ stack, digest }) => Object.hasOwn(spec.stacks, stack) && spec.stacks[stack] === digest),
  );
  return found && { approvedBy: found.spec.approver, source: "file", reason: found.spec.reason };
}
