import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { actionsOf, deniesWithoutTls, statementsOf } from "../../../core/policies/policyDocuments.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import type { Rule } from "../../../core/policies/rule.ts";

const policyType = "aws:efs/fileSystemPolicy:FileSystemPolicy";

/** Machines and file systems speak TLS. A file system is known by what mounts it, because nothing else names it. */
export const fileSystemTlsOnly: Rule = {
  id: "storage/file-system-tls-only",
  title: "File systems refuse mounts without TLS",
  severity: "high",
  rationale:
    "Without TLS anyone on the way reads and changes what machines read and write (Amazon EFS User Guide, Encrypting data in transit).",
  remediation: "Add a FileSystemPolicy that denies everybody what comes without aws:SecureTransport.",
  controls: [iso27001("A.8.24"), soc2("CC6.7")],
  resourceTypes: ["aws:efs/mountTarget:MountTarget", "aws:efs/fileSystemPolicy:FileSystemPolicy"],
  looksAt: "stack",
  check({ type, inputs }, context) {
    if (type === policyType) {
      const statements = statementsOf(valueAt(inputs, "policy"));
      const message = "policy should deny everybody what comes when aws:SecureTransport is false.";
      return statements.some(refusesPlainMounts) ? [] : [{ property: "policy", message }];
    }
    return related(context, policyType, "fileSystemId", valueAt(inputs, "fileSystemId")).length > 0
      ? []
      : [{ property: "fileSystemId", message: "The file system of fileSystemId should have a FileSystemPolicy." }];
  },
};

function refusesPlainMounts(statement: unknown): boolean {
  const actions = actionsOf(statement);
  const isWhole = ["*", "elasticfilesystem:*", "elasticfilesystem:ClientMount"].some((action) =>
    actions.includes(action),
  );
  return deniesWithoutTls(statement) && isWhole;
}
