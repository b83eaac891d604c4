import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Who is on a machine is known by name. */
export const noKeyPair: Rule = {
  id: "compute/no-key-pair",
  title: "Nobody logs in to machines by key pair",
  severity: "medium",
  rationale:
    "A key pair is a credential that is nobody's, ends never and leaves no record of who used it; Systems Manager knows who comes and writes it down.",
  remediation: "Remove keyName and reach machines through Systems Manager.",
  controls: [iso27001("A.8.5"), soc2("CC6.1")],
  resourceTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance", "aws:ec2/keyPair:KeyPair"],
  looksAt: "resource",
  check({ type, inputs }) {
    if (type === "aws:ec2/keyPair:KeyPair") return [{ message: "The stack should have no key pair." }];
    return expectAt(inputs, "keyName", isUnset, "be empty");
  },
};
