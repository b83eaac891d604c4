import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isTrue, listAt, valueAt } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";
import { administrativePorts } from "./ports.ts";
import { isEverywhere } from "./securityGroupRules.ts";

const families = ["cidrBlock", "ipv6CidrBlock"] as const;

/** The ports that answers come back to, as one range. */
const answers = { from: 1024, to: 65_535 };

/** Subnets' lists let nobody administer from everywhere. */
export const aclNoAdminPorts = ruleWithSettings({
  id: "network/acl-no-admin-ports",
  title: "Network access control lists open no port of remote administration to everywhere",
  severity: "high",
  rationale:
    "A subnet's list is the second border behind security groups; what both let through is open. Answers to what the inside asked come back to the ports from 1024 on, which a list that keeps no state has to let in as a whole (Amazon VPC User Guide, Custom network ACLs, ephemeral ports), so that whole range is no offer.",
  remediation: "Deny the ports before the rule that allows them, or narrow the rule to the ports that are offered.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: [
    "aws:ec2/networkAcl:NetworkAcl",
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    "aws:ec2/networkAclRule:NetworkAclRule",
  ],
  looksAt: "resource",
  settings: z.strictObject({
    ports: administrativePorts,
  }),
  check({ type, inputs }, { settings: { ports } }) {
    const entries =
      type === "aws:ec2/networkAclRule:NetworkAclRule"
        ? isTrue(valueAt(inputs, "egress"))
          ? []
          : [inputs]
        : listAt(inputs, "ingress");
    const letsIn = ports.some((port) => families.some((family) => allows(entries, family, port)));
    const property = type === "aws:ec2/networkAclRule:NetworkAclRule" ? "ruleAction" : "ingress";
    return letsIn
      ? [{ property, message: `${property} should not allow ports of remote administration from everywhere.` }]
      : [];
  },
});

/** The first entry that is about everywhere and the port decides; entries are taken by their numbers (Amazon VPC User Guide, "Network ACL rules"). */
function allows(entries: readonly unknown[], family: (typeof families)[number], port: number): boolean {
  const deciding = entries
    .filter((entry) => isEverywhere(valueAt(entry, family)) && isAbout(entry, port))
    .toSorted((a, b) => numberOf(a) - numberOf(b))
    .at(0);
  return deciding !== undefined && (valueAt(deciding, "action") ?? valueAt(deciding, "ruleAction")) !== "deny";
}

function isAbout(entry: unknown, port: number): boolean {
  const protocol = valueAt(entry, "protocol");
  if (!["tcp", "6", "udp", "17", 6, 17].includes(protocol as string)) return protocol !== "icmp" && protocol !== "1";
  const [from, to] = [valueAt(entry, "fromPort"), valueAt(entry, "toPort")];
  if (typeof from !== "number" || typeof to !== "number") return true;
  return from <= port && port <= to && !(from === answers.from && to === answers.to);
}

function numberOf(entry: unknown): number {
  return Number(valueAt(entry, "ruleNo") ?? valueAt(entry, "ruleNumber"));
}
