import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** A machine's credentials are asked for by session token. */
export const metadataByToken: Rule = {
  id: "compute/metadata-by-token",
  title: "Machines give their credentials by session token alone",
  severity: "high",
  rationale:
    "A program on a machine that can be talked into one plain request hands out the role's credentials; with session tokens it cannot (Amazon EC2 User Guide, Use IMDSv2).",
  remediation: "Set metadataOptions.httpTokens to required, or httpEndpoint to disabled.",
  controls: [cisAws("5.6"), iso27001("A.8.9"), soc2("CC6.1")],
  resourceTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  looksAt: "resource",
  check({ inputs }) {
    if (valueAt(inputs, "metadataOptions", "httpEndpoint") === "disabled") return [];
    // Absent leaves it to the image and the account.
    return expectAt(inputs, "metadataOptions.httpTokens", (value) => value === "required", "be required");
  },
};
