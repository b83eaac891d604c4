import { valueAt } from "../../properties.ts";
import type { Rule } from "../../rule.ts";

/** Written out, not shared with the program: a rule must not agree with a mistake because it makes the same one. */
const required = [
  "app.kubernetes.io/managed-by",
  "tenantry.dev/tenant",
  "tenantry.dev/subscription",
  "tenantry.dev/service",
  "tenantry.dev/tier",
  "tenantry.dev/tier-version",
  "tenantry.dev/owner",
  "tenantry.dev/data-class",
];

/** Every Kubernetes object says whose it is. */
export const labelsPresent: Rule = {
  id: "tenancy/labels-present",
  title: "Kubernetes objects carry the tenant's labels",
  severity: "high",
  rationale:
    "Network policies, cost reports and audits find a tenant's objects by their labels; one without is nobody's.",
  remediation: "Give the object the subscription's labels: labels of the resolved subscription, unchanged.",
  resourceTypes: ["kubernetes:*"],
  looksAt: "resource",
  check({ inputs }, { tenant }) {
    return required.flatMap((key) => {
      const value = valueAt(inputs, "metadata", "labels", key);
      const property = `metadata.labels.${key}`;
      if (typeof value !== "string" || value === "") {
        return [{ property, message: `metadata.labels should have the key ${key}.` }];
      }
      if (key === "tenantry.dev/tenant" && value !== tenant) {
        return [{ property, message: `The label ${key} should be the id of the tenant that the stack belongs to.` }];
      }
      return [];
    });
  },
};
