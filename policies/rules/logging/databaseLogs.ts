import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What a database says outlives it. */
export const databaseLogs: Rule = {
  id: "logging/database-logs",
  title: "Databases' logs are kept outside of them",
  severity: "medium",
  rationale:
    "Logs in the database are gone after days, and with it (AWS Security Hub, RDS.9); a log group that Amazon RDS makes by itself keeps what it gets for ever.",
  remediation: "Name logs in enabledCloudwatchLogsExports, and add a LogGroup for each.",
  controls: [iso27001("A.8.15"), soc2("CC7.2")],
  resourceTypes: ["aws:rds/instance:Instance"],
  looksAt: "stack",
  check({ inputs }, context) {
    const property = "enabledCloudwatchLogsExports";
    const logs = listAt(inputs, property);
    if (logs.length === 0) return [{ property, message: `${property} should name logs.` }];
    // Amazon RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs".
    const groupOf = (log: unknown): string =>
      `/aws/rds/instance/${String(valueAt(inputs, "identifier"))}/${String(log)}`;
    return logs.every((log) => related(context, "aws:cloudwatch/logGroup:LogGroup", "name", groupOf(log)).length > 0)
      ? []
      : [{ property, message: `${property} should name logs that have a LogGroup in the stack.` }];
  },
};
