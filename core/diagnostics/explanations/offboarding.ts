import type { Explanation } from "./explanation.ts";

/** TEN25x: the end of a tenant. */
export const offboarding = {
  TEN250: {
    cause:
      "How the end of the tenant was agreed stands in `spec.offboarding`, and `spec.state` says that it goes on. One of the two was changed by hand and the other forgotten.",
    remedy: "Take the end back with `tenantry offboard ID --undo`, or set `spec.state` to `offboarded`.",
    example: {
      file: "tenants/acme.yaml",
      wrong: "ring: general\noffboarding: { requested: 2026-12-01, retainUntil: 2026-12-31 }",
      right: "ring: general",
    },
  },
  TEN251: {
    cause:
      "The tenant has left, and nothing says until when its data is kept. `tenantry purge` deletes only what an agreed end lets go, so the data stays, and somebody pays for it.",
    remedy: "Let `tenantry offboard ID` write down the day until which its tiers and its contract keep the data.",
  },
  TEN252: {
    cause:
      "Data is kept from the day on which the end was asked for, deleting is approved when its day has come, and a legal hold forbids it. The days in the manifest are in another order, or it has both a hold and an approval.",
    remedy: "Correct the day that the message names, or take out the hold or the approval that should not be there.",
  },
  TEN253: {
    cause:
      "The tiers of the tenant's subscriptions and its contract say for how long data is kept after the customer has left, the longest counts, and the manifest names an earlier day.",
    remedy: "Name that day or a later one. Where the customer itself has asked for less, the warning may stand.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
