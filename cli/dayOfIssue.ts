import type { Ledger } from "../core/billing/ledger.ts";
import { UserError, type Context } from "./context.ts";

/** The day on which something is issued; numbers and days of issue rise together. */
export function dayOfIssue(asked: string | undefined, { last }: Ledger, { today }: Context): string {
  const day = asked ?? today;
  if (last === undefined || last.issued <= day) return day;
  throw new UserError(
    `${last.number} was issued on ${last.issued}: what follows is not issued before, on ${day}. Give --on.`,
  );
}
