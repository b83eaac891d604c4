import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What is on a file system cannot be read from its disks. */
export const fileSystemEncrypted: Rule = {
  id: "storage/file-system-encrypted",
  title: "File systems are encrypted",
  severity: "high",
  rationale:
    "Encryption at rest is chosen when a file system is made and never after (Amazon EFS User Guide, Encrypting data at rest).",
  remediation: "Set encrypted to true, which makes a new file system.",
  controls: [cisAws("2.4.1"), iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: ["aws:efs/fileSystem:FileSystem"],
  looksAt: "resource",
  check({ inputs }) {
    return expectAt(inputs, "encrypted", isTrue, "be true");
  },
};
