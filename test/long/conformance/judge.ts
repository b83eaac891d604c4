/** Lets an operation of a case happen, and says how it ended. */
import type { Account, Verdict } from "./account.ts";
import type { Case, Operation } from "./case.ts";

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/**
 * Judges one case.
 *
 * @param within does something with an account of one of the two simulations
 * @param refusalOf what that simulation says with an error; throws what is no refusal
 */
export const judge = (
  { prepare }: Case,
  within: (work: (account: Account) => Promise<Verdict>) => Promise<Verdict>,
  refusalOf: (error: unknown) => Verdict,
): Promise<Verdict> =>
  within(async (account) => {
    let operation: Operation;
    try {
      operation = await prepare(account);
    } catch (error) {
      return { code: "not prepared", message: describe(error) };
    }
    try {
      await operation();
      return { code: "accepted", message: "" };
    } catch (error) {
      return refusalOf(error);
    }
  });
