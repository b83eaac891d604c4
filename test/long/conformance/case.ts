/** What is done to both simulations, and what AWS says to it. */
import type { Account } from "./account.ts";

/** What is judged. */
export type Operation = () => Promise<unknown>;

/** One operation on both simulations. */
export interface Case {
  /** The AWS action that is judged, `ec2:CreateVpc`. */
  readonly operation: string;
  /** With what, in words: the case's name. */
  readonly what: string;
  /** Makes all that has to be there before, and returns the operation that is judged. */
  readonly prepare: (aws: Account) => Operation | Promise<Operation>;
  /** AWS's verdict: `accepted` or the error code. */
  readonly verdict: string;
  /** The input that the provider refuses in a preview, so that AWS is never asked. The sandbox does the same. */
  readonly inPreview?: string;
}

type Extras = Pick<Case, "inPreview">;

/** A case that AWS accepts. */
export const accepted = (operation: string, what: string, prepare: Case["prepare"], extras: Extras = {}): Case => ({
  operation,
  what,
  prepare,
  verdict: "accepted",
  ...extras,
});

/** A case that AWS refuses with an error code. */
export const refused = (
  operation: string,
  verdict: string,
  what: string,
  prepare: Case["prepare"],
  extras: Extras = {},
): Case => ({ operation, what, prepare, verdict, ...extras });
