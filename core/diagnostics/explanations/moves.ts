import type { Explanation } from "./explanation.ts";

/** TEN230 to TEN239: moves that are pending, and suspensions. */
export const moves = {
  TEN230: {
    cause:
      "A subscription's `pending` move names a tier that the catalogue does not have, that its own tier's `moves` do not list, or that it has already. It could not be carried out when it is due.",
    remedy:
      "Take it away by `tenantry move <tenant> <subscription> --undo`, and order a move that the tier lists; `tenantry tiers` shows them.",
  },
  TEN231: {
    cause:
      "The tier allows the move at a renewal of the contract only, or the day that is given is no first day of a period of the contract.",
    remedy:
      "Take it away by `tenantry move <tenant> <subscription> --undo` and order it with `--when renewal`: the day is computed then.",
  },
  TEN232: {
    cause:
      "The version that a pending move leads to has a day from which no subscription may run on it, and that day comes first.",
    remedy: "Take the move away by `--undo` and order one to the successor that the message names.",
  },
  TEN233: {
    cause:
      "The manifest says in `spec.suspension` why the tenant is suspended, and in `spec.state` that it is active. Somebody changed one of the two by hand.",
    remedy:
      "Run `tenantry resume`, which removes what is left of the suspension, or `tenantry suspend`, which makes it one again.",
  },
  TEN234: {
    cause: "A tenant was suspended by hand. Whoever asks later why it was finds nothing, and no report can tell.",
    remedy: "Run `tenantry suspend` with the reason: it leaves the state as it is and writes the reason beside it.",
  },
  TEN235: {
    cause: "The tenant has left while a move between tiers was agreed. There is nothing left that could move.",
    remedy: "Take it away by `tenantry move <tenant> <subscription> --undo`.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
