import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What is in a database cannot be read from its disks or snapshots. */
export const encrypted: Rule = {
  id: "database/encrypted",
  title: "Databases are encrypted",
  severity: "high",
  rationale:
    "Encryption of a database, its backups and its snapshots is chosen when it is made and never after (Amazon RDS User Guide, Encrypting Amazon RDS resources).",
  remediation: "Set storageEncrypted to true, which makes a new database: restore a snapshot into it.",
  controls: [cisAws("2.3.1"), iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  looksAt: "resource",
  check({ inputs }) {
    return expectAt(inputs, "storageEncrypted", isTrue, "be true");
  },
};
