import { z } from "zod";

import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { type Rule, ruleWithSettings } from "../../../core/policies/rule.ts";
import { isAmong, permissionsOf, roleTypes } from "./roles.ts";

const settings = z.strictObject({
  roles: z
    .array(z.string().min(1).max(253))
    .default(["tenantry-developer", "tenantry-admin"])
    .describe("Names of the roles that may read and write secrets of their environment."),
});

/** Few see secrets. */
export const rolesSecrets: Rule = ruleWithSettings({
  id: "isolation/roles-secrets",
  title: "Only roles that need secrets see them",
  severity: "high",
  rationale:
    'Whoever lists secrets reads them all, the database\'s password among them (Kubernetes documentation, "Role Based Access Control Good Practices", least privilege).',
  remediation: "Take secrets out of the role; of ours, developer and admin alone have them.",
  controls: [cisKubernetes("5.1.2")],
  resourceTypes: roleTypes,
  looksAt: "resource",
  settings,
  check({ type, inputs }, { settings: { roles } }) {
    const name = valueAt(inputs, "metadata", "name");
    // A role of the whole cluster sees the secrets of all tenants.
    if (type.endsWith(":Role") && typeof name === "string" && roles.includes(name)) return [];
    return permissionsOf(inputs)
      .filter(({ resources }) => resources.some((resource) => isAmong(["secrets"], resource)))
      .map(({ at }) => ({ property: `${at}.resources`, message: "resources of a rule should not have secrets." }));
  },
});
