import { iso27001 } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Somebody learns of it when cost runs away. */
export const budgetTells: Rule = {
  id: "logging/budget-tells",
  title: "Budgets tell somebody",
  severity: "low",
  rationale:
    "A machine that somebody else uses shows in what it costs before it shows anywhere else; a budget that tells nobody shows nothing (AWS Cost Management User Guide, Managing your costs with AWS Budgets).",
  remediation: "Give every notification a subscriber.",
  controls: [iso27001("A.8.6")],
  resourceTypes: ["aws:budgets/budget:Budget"],
  looksAt: "resource",
  check({ inputs }) {
    const notifications = listAt(inputs, "notifications");
    const tells = (notification: unknown): boolean =>
      [...listAt(notification, "subscriberEmailAddresses"), ...listAt(notification, "subscriberSnsTopicArns")].length >
      0;
    return notifications.length > 0 && notifications.every(tells)
      ? []
      : [{ property: "notifications", message: "notifications should each have a subscriber." }];
  },
};
