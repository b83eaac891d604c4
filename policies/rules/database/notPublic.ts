import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No database can be reached from the internet. */
export const notPublic: Rule = {
  id: "database/not-public",
  title: "Databases have no public addresses",
  severity: "critical",
  rationale:
    "A database with a public address is reachable from the internet by one wrong security group rule (AWS Security Hub, RDS.2).",
  remediation: "Set publiclyAccessible to false.",
  controls: [cisAws("2.3.3"), iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
  looksAt: "resource",
  check({ inputs }) {
    // Absent means false (Pulumi AWS provider, rds.Instance).
    return expectAt(inputs, "publiclyAccessible", (value) => isUnset(value) || value === false, "be false");
  },
};
