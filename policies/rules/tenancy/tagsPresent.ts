import { iso27001 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { taggable, tagOf } from "./tags.ts";

/** Written out, not shared with the program: a rule must not agree with a mistake because it makes the same one. */
const required = [
  "tenantry:tenant",
  "tenantry:subscription",
  "tenantry:service",
  "tenantry:tier",
  "tenantry:cost-centre",
  "tenantry:owner",
  "tenantry:data-class",
  "tenantry:managed-by",
];

/** Every AWS resource that takes tags says whose it is. */
export const tagsPresent: Rule = {
  id: "tenancy/tags-present",
  title: "AWS resources carry the tenant's tags",
  severity: "high",
  rationale: "Cost reports, recovery and audits find a tenant's resources by their tags; one without is nobody's.",
  remediation: "Give the resource the subscription's tags: tags of the resolved subscription, unchanged.",
  controls: [iso27001("A.5.9")],
  resourceTypes: taggable,
  looksAt: "resource",
  check({ inputs }, { owner }) {
    return required.flatMap((key) => {
      const value = tagOf(inputs, key);
      const property = `tags.${key}`;
      if (typeof value !== "string" || value === "") return [{ property, message: `tags should have the key ${key}.` }];
      if (key === "tenantry:tenant" && value !== owner.id) {
        return [{ property, message: `The tag ${key} should be the id of the tenant that the stack belongs to.` }];
      }
      return [];
    });
  },
};
