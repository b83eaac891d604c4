import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import { notApplicable, ruleWithSettings } from "../../../core/policies/rule.ts";
import { dataClass } from "../../../core/schema/fields.ts";

/** Traffic with the most sensitive data is on record. A VPC is known by what lies in it, because nothing else names it. */
export const flowLogsOfSensitiveNetworks = ruleWithSettings({
  id: "logging/flow-logs-of-sensitive-networks",
  title: "Networks with data that does the most harm have flow logs",
  severity: "high",
  rationale:
    "Who talked to whom is what an investigation begins with (Amazon VPC User Guide, VPC Flow Logs). Tiers without them are for data that does less harm when it gets out.",
  remediation: "Move the tenant to a tier with flow logs, or add a FlowLog for the VPC.",
  controls: [iso27001("A.8.16"), soc2("CC7.2")],
  resourceTypes: ["aws:ec2/subnet:Subnet"],
  looksAt: "tenant",
  settings: z.strictObject({
    dataClasses: z
      .array(dataClass)
      .default(["restricted"])
      .describe("Data classes of tenants whose networks have to have flow logs; restricted alone when absent."),
  }),
  check({ inputs }, context) {
    const vpc = valueAt(inputs, "vpcId");
    if (related(context, "aws:ec2/flowLog:FlowLog", "vpcId", vpc).length > 0) return [];
    const dataClass = context.tenant?.dataClass;
    if (dataClass === undefined || !context.settings.dataClasses.includes(dataClass)) return notApplicable;
    return [{ property: "vpcId", message: "The VPC of vpcId should have a FlowLog." }];
  },
});
