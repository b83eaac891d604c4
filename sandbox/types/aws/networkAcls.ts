/** Amazon VPC: network ACLs, their rules and their ties to subnets. */
import { derived } from "../../provider/derive.ts";
import { stringOf, text, type Properties } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { between, checkCidr, choice, each, exactlyOne, problem, required, shown } from "./inputs.ts";
import { ec2Outputs, needsNetworkAcl, needsSubnets, needsVpc, TOKENS } from "./ties.ts";

/** Highest number that a rule may have (Amazon VPC User Guide, "Network ACL rules"). */
const HIGHEST_RULE = 32_766;

/** Names of one rule's parts, which differ between an ACL's own rules and rules that are resources. */
interface RuleNames {
  readonly number: string;
  readonly action: string;
  readonly ipv6: string;
}

function checkRule(rule: Properties, { number, action, ipv6 }: RuleNames, at: string): Problem[] {
  const protocol = stringOf(rule["protocol"])?.toLowerCase();
  const needsPorts = protocol !== undefined && ["tcp", "udp", "6", "17"].includes(protocol);
  const hasAll = protocol === "-1" || protocol === "all";
  const ports = [rule["fromPort"], rule["toPort"]];
  const narrow = hasAll && ports.some((port) => typeof port === "number" && port !== 0);
  return [
    ...between(rule, number, 1, HIGHEST_RULE, at),
    ...choice(at + action, stringOf(rule[action])?.toLowerCase(), ["allow", "deny"]),
    ...exactlyOne(rule, ["cidrBlock", ipv6], at === "" ? "" : at.slice(0, -1)),
    ...checkCidr(rule, "cidrBlock", at),
    ...(needsPorts ? required(rule, ["fromPort", "toPort"], `for protocol ${protocol}`, at) : []),
    ...between(rule, "fromPort", protocol === "icmp" || protocol === "1" ? -1 : 0, 65_535, at),
    ...between(rule, "toPort", protocol === "icmp" || protocol === "1" ? -1 : 0, 65_535, at),
    ...problem(`${at}fromPort`, narrow ? "and toPort must be 0 when the protocol is -1" : undefined),
  ];
}

const INLINE: RuleNames = { number: "ruleNo", action: "action", ipv6: "ipv6CidrBlock" };

function checkInline(inputs: Properties, direction: "ingress" | "egress"): Problem[] {
  const seen = new Set<unknown>();
  return each(inputs, direction, (rule, at) => {
    const number = rule["ruleNo"];
    const repeated = typeof number === "number" && seen.has(number);
    seen.add(number);
    return [
      ...checkRule(rule, INLINE, at),
      ...problem(`${at}ruleNo`, repeated ? `is ${String(number)}, which another rule has` : undefined),
    ];
  });
}

const networkAcl: ResourceType = {
  token: TOKENS.networkAcl,
  title: "EC2 Network ACL",
  chosenWhenAbsent: ["ingress", "egress", "subnetIds"],
  freeMaps: ["tags"],
  replaceOn: ["vpcId"],
  limits: [
    { name: "networkAclsPerVpc", parent: (inputs) => ({ type: TOKENS.vpc, id: stringOf(inputs["vpcId"]) ?? "" }) },
  ],
  references: [needsVpc("restrict"), needsSubnets("subnetIds", "nothing")],
  check: (inputs) => [...checkInline(inputs, "ingress"), ...checkInline(inputs, "egress")],
  id: (_inputs, fresh) => `acl-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    ingress: [],
    egress: [],
    subnetIds: [],
    ...inputs,
    ...ec2Outputs(inputs, computation, "network-acl"),
  }),
};

function ruleKey(inputs: Properties): string {
  return `${inputs["egress"] === true ? "egress" : "ingress"} ${shown(inputs["ruleNumber"])}`;
}

const networkAclRule: ResourceType = {
  token: "aws:ec2/networkAclRule:NetworkAclRule",
  title: "EC2 Network ACL Rule",
  defaults: { egress: false },
  replaceOn: [
    "networkAclId",
    "ruleNumber",
    "egress",
    "protocol",
    "ruleAction",
    "cidrBlock",
    "ipv6CidrBlock",
    "fromPort",
    "toPort",
    "icmpType",
    "icmpCode",
  ],
  limits: [
    {
      name: "rulesPerNetworkAcl",
      shared: (inputs) => text`${inputs["networkAclId"]} ${inputs["egress"] === true ? "egress" : "ingress"}`,
    },
  ],
  references: [needsNetworkAcl("cascade")],
  unique: [
    {
      name: (inputs, scope) => {
        const acl = stringOf(inputs["networkAclId"]);
        return acl === undefined ? undefined : `network-acl-entry ${scope.key} ${acl} ${ruleKey(inputs)}`;
      },
      taken: (inputs) => ({
        code: "NetworkAclEntryAlreadyExists",
        message: `The network acl entry identified by ${shown(inputs["ruleNumber"])} already exists.`,
      }),
    },
  ],
  check: (inputs) => checkRule(inputs, { number: "ruleNumber", action: "ruleAction", ipv6: "ipv6CidrBlock" }, ""),
  id: (inputs) => text`nacl-${derived(text`${inputs["networkAclId"]} ${ruleKey(inputs)}`, "entry", 10)}`,
  outputs: (inputs, { scope }) => ({ ...inputs, region: scope.facts["region"] ?? "" }),
};

/** A subnet has one network ACL at a time: a new association takes the old one's place, so nothing is ever taken. */
const networkAclAssociation: ResourceType = {
  token: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  title: "EC2 Network ACL Association",
  replaceOn: ["subnetId"],
  references: [needsNetworkAcl("restrict"), needsSubnets("subnetId", "cascade")],
  id: (_inputs, fresh) => `aclassoc-${fresh(17)}`,
  outputs: (inputs, { scope }) => ({ ...inputs, region: scope.facts["region"] ?? "" }),
};

/** Rows of network ACLs. */
export const networkAclTypes: readonly ResourceType[] = [networkAcl, networkAclRule, networkAclAssociation];
