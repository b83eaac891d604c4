import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What is on a volume cannot be read from it. */
export const volumeEncrypted: Rule = {
  id: "storage/volume-encrypted",
  title: "Volumes are encrypted",
  severity: "high",
  rationale:
    "A volume that is not encrypted can be read from its snapshots by whoever gets hold of one (AWS Security Hub, EC2.3).",
  remediation: "Set encrypted to true.",
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: ["aws:ebs/volume:Volume", "aws:ebs/snapshotCopy:SnapshotCopy"],
  looksAt: "resource",
  check({ inputs }) {
    return expectAt(inputs, "encrypted", isTrue, "be true");
  },
};
