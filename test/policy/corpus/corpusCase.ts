import type { JudgedStack } from "../../../policies/evaluate.ts";

/** A stack, and everything that the whole pack finds wrong with it. */
export interface CorpusCase {
  /** What is special about it, in a few words. */
  readonly what: string;
  readonly stack: JudgedStack;
  /** By resource and rule: `rule name property`, without property when there is none. Empty for a clean stack. */
  readonly expected: readonly string[];
}
