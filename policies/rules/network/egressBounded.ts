import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";
import { portNumber } from "./ports.ts";
import { isSingle, openToEverywhere, securityGroupTypes } from "./securityGroupRules.ts";

/** What is reached outside is reached by few ports. */
export const egressBounded = ruleWithSettings({
  id: "network/egress-bounded",
  title: "Connections to everywhere go to named ports alone",
  severity: "medium",
  rationale:
    "A machine that somebody has taken over calls home and hands out data by whatever port it may open; few ports are few ways, and those are watched.",
  remediation: "Let connections to everywhere out to HTTPS alone; for the rest name addresses or a security group.",
  controls: [iso27001("A.8.20"), soc2("CC6.7")],
  resourceTypes: securityGroupTypes,
  looksAt: "resource",
  settings: z.strictObject({
    ports: z
      .array(portNumber)
      .default([443])
      .describe("Ports that connections to everywhere may go to: HTTPS when absent."),
  }),
  check(resource, { settings: { ports: open } }) {
    return openToEverywhere(resource, "egress", (ports) => !isSingle(ports, open)).map((property) => ({
      property,
      message: `${property} should not be everywhere but for a single port that is open to the outside.`,
    }));
  },
});
