import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isText, listAt, valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Clients and databases speak TLS. */
export const tlsOnly: Rule = {
  id: "database/tls-only",
  title: "Databases refuse connections without TLS",
  severity: "high",
  rationale:
    "Without TLS anyone on the way reads queries and answers, passwords too (Amazon RDS User Guide, Using SSL/TLS to encrypt a connection).",
  remediation:
    "Add a ParameterGroup that sets rds.force_ssl or require_secure_transport to 1, and name it in parameterGroupName.",
  controls: [iso27001("A.8.24"), soc2("CC6.7")],
  resourceTypes: ["aws:rds/instance:Instance"],
  looksAt: "stack",
  check({ inputs }, context) {
    const property = "parameterGroupName";
    const name = valueAt(inputs, property);
    const groups = isText(name) ? related(context, "aws:rds/parameterGroup:ParameterGroup", "name", name) : [];
    const forces = groups.some((group) => listAt(group.inputs, "parameters").some(isForced));
    const message = "parameterGroupName should name a ParameterGroup of the stack that forces TLS.";
    return forces ? [] : [{ property, message }];
  },
};

/** The parameters of the engines that refuse what is not encrypted (Amazon RDS User Guide, for each engine). */
function isForced(parameter: unknown): boolean {
  const name = valueAt(parameter, "name");
  const value = String(valueAt(parameter, "value")).toLowerCase();
  return (name === "rds.force_ssl" || name === "require_secure_transport") && (value === "1" || value === "on");
}
