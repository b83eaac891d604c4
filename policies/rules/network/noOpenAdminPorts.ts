import { z } from "zod";

import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";
import { administrativePorts } from "./ports.ts";
import { openToEverywhere, type PortRange, securityGroupTypes } from "./securityGroupRules.ts";

/** No port of remote administration is open to everywhere. */
export const noOpenAdminPorts = ruleWithSettings({
  id: "network/no-open-admin-ports",
  title: "Nobody administers machines from everywhere",
  severity: "critical",
  rationale:
    "Ports of remote administration that the whole internet reaches are tried day and night (CIS AWS Foundations Benchmark, section 5).",
  remediation: "Take the rule away and reach machines through Systems Manager, or let in named addresses only.",
  controls: [cisAws("5.2"), cisAws("5.3"), iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: securityGroupTypes,
  looksAt: "resource",
  settings: z.strictObject({
    ports: administrativePorts,
  }),
  check(resource, { settings: { ports: administrative } }) {
    const reaches = (ports: PortRange | undefined): boolean =>
      ports !== undefined && administrative.some((port) => ports.from <= port && port <= ports.to);
    return openToEverywhere(resource, "ingress", reaches).map((property) => ({
      property,
      message: `${property} should not be everywhere for ports of remote administration.`,
    }));
  },
});
