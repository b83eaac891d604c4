import { iso27001 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** A snapshot is known to be the tenant's. */
export const tagsCopied: Rule = {
  id: "database/tags-copied",
  title: "Snapshots of databases say whose they are",
  severity: "low",
  rationale:
    "A snapshot without its database's tags is nobody's: cost reports, backups and searches by tag do not find it (AWS Security Hub, RDS.17).",
  remediation: "Set copyTagsToSnapshot to true.",
  controls: [iso27001("A.5.9")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  looksAt: "resource",
  check({ inputs }) {
    return expectAt(inputs, "copyTagsToSnapshot", isTrue, "be true");
  },
};
