import type { Estate } from "../core/estate/estate.ts";
import { UserError } from "./context.ts";

/** Stops a verb that tells costs where the estate has no price book. */
export function requirePriceBooks({ costs }: Pick<Estate, "costs">): void {
  if (costs.priceBooks.length > 0) return;
  throw new UserError(
    "The estate has no price book, so that no cost is known. docs/how-to/costs.md says how to begin one.",
  );
}
