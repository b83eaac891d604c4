import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isText } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No role can do more than its tenant may. */
export const boundaryPresent: Rule = {
  id: "identity/boundary-present",
  title: "Roles have a permissions boundary",
  severity: "high",
  rationale:
    "The boundary is what keeps a role inside its tenant, whatever its policies come to say (AWS IAM User Guide, Permissions boundaries for IAM entities).",
  remediation: "Set permissionsBoundary to the subscription's boundary.",
  controls: [iso27001("A.8.2"), soc2("CC6.3")],
  resourceTypes: ["aws:iam/role:Role"],
  looksAt: "resource",
  check({ inputs }) {
    return expectAt(inputs, "permissionsBoundary", isText, "name a policy");
  },
};
