import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule, Violation } from "../../../core/policies/rule.ts";

/** What machines write to their disks cannot be read from them. */
export const disksEncrypted: Rule = {
  id: "compute/disks-encrypted",
  title: "Machines have encrypted disks",
  severity: "high",
  rationale:
    "A disk that is not encrypted can be read from its snapshots by whoever gets hold of one (Amazon EC2 User Guide, Amazon EBS encryption).",
  remediation: "Set encrypted to true for the root disk and all others.",
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  looksAt: "resource",
  check({ type, inputs }) {
    if (type === "aws:ec2/instance:Instance") {
      return [
        ...expectAt(inputs, "rootBlockDevice.encrypted", isTrue, "be true"),
        ...listAt(inputs, "ebsBlockDevices").flatMap((device, index): Violation[] =>
          unencrypted(device, `ebsBlockDevices.${String(index)}`),
        ),
      ];
    }
    const mappings = listAt(inputs, "blockDeviceMappings");
    // What the image brings is as the image has it.
    if (mappings.length === 0) {
      return [{ property: "blockDeviceMappings", message: "blockDeviceMappings should name the root disk." }];
    }
    return mappings.flatMap((mapping, index) => {
      const disk = valueAt(mapping, "ebs");
      return disk === undefined ? [] : unencrypted(disk, `blockDeviceMappings.${String(index)}.ebs`);
    });
  },
};

function unencrypted(disk: unknown, at: string): Violation[] {
  return isTrue(valueAt(disk, "encrypted"))
    ? []
    : [{ property: `${at}.encrypted`, message: `${at}.encrypted should be true.` }];
}
