import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/**
 * A tenant brings as much as the estate wants of it. It only tells: rates of suppliers rise by themselves, and a deployment that mends
 * something must not wait for a new price.
 */
export const marginFloor: Rule = {
  id: "money/margin-floor",
  title: "The tenant's margin is not below the estate's floor",
  severity: "medium",
  level: "advisory",
  rationale:
    "What is sold for less than the provider has decided to earn is paid for by all other customers, and nobody notices until the year is over.",
  remediation:
    "See what the money goes into with tenantry cost, and with --what-if what another tier or price would change. Move the tenant to a tier or version whose price pays for what it uses, or order less; where the margin is meant to be so, waive the rule for the tenant, or lower the estate's spec.money.marginFloorPercent. Prices that were agreed with a customer are not counted.",
  // No framework of security has a control for it.
  controls: [],
  resourceTypes: ["pulumi:pulumi:Stack"],
  looksAt: "tenant",
  check(_stack, { margin }) {
    if (margin === undefined) return notApplicable;
    if (margin === "met") return [];
    return [{ message: "The tenant's margin should not be below the floor of the estate's spec.money." }];
  },
};
