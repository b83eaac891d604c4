import { iso27001 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Whose an object is. */
const ownerKeys = { tenant: "tenantry.dev/tenant", cell: "tenantry.dev/cell" } as const;

/** Written out, not shared with the program: a rule must not agree with a mistake because it makes the same one. */
const required = {
  cell: ["app.kubernetes.io/managed-by", "tenantry.dev/cell"],
  tenant: [
    "app.kubernetes.io/managed-by",
    "tenantry.dev/tenant",
    "tenantry.dev/subscription",
    "tenantry.dev/service",
    "tenantry.dev/tier",
    "tenantry.dev/tier-version",
    "tenantry.dev/owner",
    "tenantry.dev/data-class",
  ],
} as const;

/** Every Kubernetes object says whose it is. */
export const labelsPresent: Rule = {
  id: "tenancy/labels-present",
  title: "Kubernetes objects carry the labels of the tenant or cell",
  severity: "high",
  rationale: "Network policies, cost reports and audits find objects by their labels; one without is nobody's.",
  remediation:
    "Give the object the labels of the resolved subscription, unchanged; in a cell's stack those of the cell.",
  controls: [iso27001("A.5.9")],
  resourceTypes: ["kubernetes:*"],
  looksAt: "resource",
  check({ inputs }, { owner }) {
    return required[owner.kind].flatMap((key) => {
      const value = valueAt(inputs, "metadata", "labels", key);
      const property = `metadata.labels.${key}`;
      if (typeof value !== "string" || value === "") {
        return [{ property, message: `metadata.labels should have the key ${key}.` }];
      }
      if (key === ownerKeys[owner.kind] && value !== owner.id) {
        return [
          { property, message: `The label ${key} should be the id of the ${owner.kind} that the stack belongs to.` },
        ];
      }
      return [];
    });
  },
};
