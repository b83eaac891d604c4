import type { Explanation } from "./explanation.ts";

/** TEN280 to TEN284: what customers are billed by. */
export const billing = {
  TEN280: {
    cause:
      "A billing record says from which day on what is billed, and its changes do not follow each other in time, or one has a subscription twice. What is billed on some day would depend on who reads it.",
    remedy:
      "Put the changes in the order of their days. `tenantry billing record` appends what has changed; what has been billed is not edited.",
  },
  TEN281: {
    cause:
      "A document of `billing/` names a tenant, a subscription, a tier or an add-on that there is not. It could not be billed, or would count for nothing.",
    remedy:
      "Correct the name. What was billed once stays in the catalogue, and the record of a tenant that has left ends with `offboarded`.",
  },
  TEN282: {
    cause:
      "A price, or what was agreed with a customer, is in another currency than the contract. A bill has one, and nothing is exchanged on the way.",
    remedy: "Use one currency for the contract, its tiers and add-ons, and the customer.",
  },
  TEN283: {
    cause:
      "Two discounts count on the same days and one of them is not meant to be combined, or a subscription has two agreed prices on one day. What the customer pays would depend on their order.",
    remedy: "Give them days that do not meet, or set `combines` on both discounts.",
  },
  TEN284: {
    cause:
      "The taxes of `billing/billing.yaml` leave open what a customer is charged on some day, contradict themselves, or need a VAT id that the seller or the buyer does not have.",
    remedy: "Add what is missing. Where nothing is charged, a tax of 0 per cent with its category and reason says why.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
