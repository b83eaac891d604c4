import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isText, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** A database that goes can be brought back. */
export const finalSnapshot: Rule = {
  id: "database/final-snapshot",
  title: "Databases leave a snapshot behind",
  severity: "medium",
  rationale: "A database that is removed by mistake is gone with its backups, unless it leaves a snapshot.",
  remediation: "Set skipFinalSnapshot to false, and name the snapshot in finalSnapshotIdentifier.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  looksAt: "resource",
  check({ inputs }) {
    return [
      // Absent means false (Pulumi AWS provider, rds.Instance).
      ...expectAt(inputs, "skipFinalSnapshot", (value) => isUnset(value) || value === false, "be false"),
      ...expectAt(inputs, "finalSnapshotIdentifier", isText, "name the snapshot"),
    ];
  },
};
