import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, valueAt } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";

/** What is not the machine itself does not get its credentials. */
export const metadataHopLimit = ruleWithSettings({
  id: "compute/metadata-hop-limit",
  title: "Machines answer for their credentials to themselves alone",
  severity: "medium",
  rationale:
    "An answer that may take a hop more reaches containers on the machine, which then have the machine's role (Amazon EC2 User Guide, Use the Instance Metadata Service to access instance metadata).",
  remediation: "Set metadataOptions.httpPutResponseHopLimit to 1.",
  controls: [iso27001("A.8.9"), soc2("CC6.1")],
  resourceTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  looksAt: "resource",
  settings: z.strictObject({
    hops: z.int().min(1).max(64).default(1).describe("The highest hop limit; 1 when absent, 2 lets containers in."),
  }),
  check({ inputs }, { settings: { hops } }) {
    if (valueAt(inputs, "metadataOptions", "httpEndpoint") === "disabled") return [];
    // Absent leaves it to the image: those of Amazon Linux 2023 say 2.
    return expectAt(
      inputs,
      "metadataOptions.httpPutResponseHopLimit",
      (value) => typeof value === "number" && value <= hops,
      "be as low as the rule's settings say",
    );
  },
});
