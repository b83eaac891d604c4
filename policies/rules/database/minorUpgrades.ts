import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Holes that are known are closed in the next maintenance window. */
export const minorUpgrades: Rule = {
  id: "database/minor-upgrades",
  title: "Databases take minor versions by themselves",
  severity: "high",
  rationale:
    "Minor versions close holes; a database that waits for somebody to upgrade it keeps them open (AWS Security Hub, RDS.13).",
  remediation: "Set autoMinorVersionUpgrade to true.",
  controls: [cisAws("2.3.2"), iso27001("A.8.8"), soc2("CC7.1")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
  looksAt: "resource",
  check({ inputs }) {
    // Absent means true (Pulumi AWS provider, rds.Instance).
    return expectAt(inputs, "autoMinorVersionUpgrade", (value) => isUnset(value) || value === true, "be true");
  },
};
