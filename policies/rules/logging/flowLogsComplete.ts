import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isText } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Records of traffic have what was let through and what was not. */
export const flowLogsComplete: Rule = {
  id: "logging/flow-logs-complete",
  title: "Flow logs record all traffic",
  severity: "medium",
  rationale:
    "What was let in is what an investigation asks for, and what was refused is what shows that somebody tries (Amazon VPC User Guide, VPC Flow Logs).",
  remediation: "Set trafficType to ALL, and name where the records go in logDestination.",
  controls: [iso27001("A.8.16"), soc2("CC7.2")],
  resourceTypes: ["aws:ec2/flowLog:FlowLog"],
  looksAt: "resource",
  check({ inputs }) {
    return [
      ...expectAt(inputs, "trafficType", (value) => value === "ALL", "be ALL"),
      ...expectAt(inputs, "logDestination", isText, "name where the records go"),
    ];
  },
};
