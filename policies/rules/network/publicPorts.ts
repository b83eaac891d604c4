import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";
import { portNumber } from "./ports.ts";
import { isSingle, openToEverywhere, securityGroupTypes } from "./securityGroupRules.ts";

/** Only what is offered to everybody is open to everywhere. */
export const publicPorts = ruleWithSettings({
  id: "network/public-ports",
  title: "Everybody reaches named ports alone",
  severity: "high",
  rationale:
    "What everybody may connect to should be what is offered to everybody (AWS Security Hub, EC2.18); everything else is a way in that nobody watches.",
  remediation: "Let everywhere in to the ports of web servers alone; for the rest name addresses or a security group.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: securityGroupTypes,
  looksAt: "resource",
  settings: z.strictObject({
    ports: z
      .array(portNumber)
      .default([80, 443])
      .describe("Ports that everybody may connect to: HTTP, to be sent to HTTPS, and HTTPS when absent."),
  }),
  check(resource, { settings: { ports: offered } }) {
    return openToEverywhere(resource, "ingress", (ports) => !isSingle(ports, offered)).map((property) => ({
      property,
      message: `${property} should not be everywhere but for a single port that is offered to everybody.`,
    }));
  },
});
