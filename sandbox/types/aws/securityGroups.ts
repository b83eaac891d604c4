/** Amazon VPC: security groups and their rules. */
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, stringOf, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, Reference, ResourceType } from "../definition.ts";
import {
  between,
  checkCidr,
  each,
  exactlyOne,
  forbidden,
  matching,
  problem,
  required,
  texts,
  shown,
} from "./inputs.ts";
import { ec2Arn, ec2Outputs, namedOrPrefixed, needsSecurityGroups, needsVpc, regional, TOKENS } from "./ties.ts";

const GROUP = TOKENS.securityGroup;

/** Characters of names and descriptions (Amazon EC2 API Reference, CreateSecurityGroup). */
const TEXT = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/;
const TEXT_FORM = "at most 255 of letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*";

const NOT_IN_USE: ResourceType["stillUsed"] = (id, users) => ({
  code: "DependencyViolation",
  message: `resource ${id} has a dependent object: ${users.map((user) => user.id).join(", ")}`,
});

function hasPorts(protocol: string): boolean {
  return ["tcp", "udp", "6", "17"].includes(protocol.toLowerCase());
}

/** Ports of one rule: needed for TCP and UDP, from the lower to the higher. */
function checkPorts(rule: Properties, protocol: string | undefined, at: string): Problem[] {
  if (protocol === undefined || !hasPorts(protocol)) return [];
  const { fromPort, toPort } = rule;
  const reversed = typeof fromPort === "number" && typeof toPort === "number" && fromPort > toPort;
  return [
    ...required(rule, ["fromPort", "toPort"], `for protocol ${protocol}`, at),
    ...between(rule, "fromPort", 0, 65_535, at),
    ...between(rule, "toPort", 0, 65_535, at),
    ...problem(
      `${at}toPort`,
      reversed ? `is ${String(toPort)}, which is lower than fromPort ${String(fromPort)}` : undefined,
    ),
  ];
}

function checkInlineRule(rule: Properties, at: string): Problem[] {
  const sources = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"];
  const isSelf = rule["self"] === true;
  const given = sources.filter((name) => rule[name] !== undefined && !(isList(rule[name]) && rule[name].length === 0));
  return [
    ...checkPorts(rule, stringOf(rule["protocol"]), at),
    ...problem(at.slice(0, -1), given.length > 0 || isSelf ? undefined : `needs self or one of ${sources.join(", ")}`),
    ...texts(rule["cidrBlocks"]).flatMap((cidr, index) =>
      checkCidr({ cidr }, "cidr").map(({ reason }) => ({ property: `${at}cidrBlocks[${String(index)}]`, reason })),
    ),
  ];
}

function inlineGroups(inputs: Properties): string[] {
  return ["ingress", "egress"].flatMap((direction) => {
    const rules = inputs[direction];
    return isList(rules) ? rules.flatMap((rule) => texts(propertiesOf(rule)["securityGroups"])) : [];
  });
}

const securityGroup: ResourceType = {
  token: GROUP,
  title: "EC2 Security Group",
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  chosenWhenAbsent: ["namePrefix", "vpcId", "ingress", "egress"],
  autoname: { path: ["name"], randomDigits: 7, longest: 255, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["description", "name", "namePrefix", "vpcId"],
  limits: [{ name: "securityGroupsPerRegion" }],
  references: [
    needsVpc("restrict"),
    { ...needsSecurityGroups("ingress", "restrict"), target: (inputs) => inlineGroups(inputs) },
  ],
  unique: [
    {
      name: (inputs, scope) => {
        const name = stringOf(inputs["name"]);
        return name === undefined
          ? undefined
          : `security-group ${scope.key} ${stringOf(inputs["vpcId"]) ?? ""} ${name}`;
      },
      taken: (inputs) => ({
        code: "InvalidGroup.Duplicate",
        message: `The security group '${stringOf(inputs["name"]) ?? ""}' already exists for VPC '${stringOf(inputs["vpcId"]) ?? ""}'`,
      }),
    },
  ],
  check: (inputs) => [
    ...required(inputs, ["vpcId"], "in the sandbox, which has no default VPC"),
    ...matching("name", inputs["name"], TEXT, TEXT_FORM),
    ...matching("name", inputs["name"], /^(?!sg-)/, 'a name that does not begin with "sg-"'),
    ...matching("description", inputs["description"], TEXT, TEXT_FORM),
    ...each(inputs, "ingress", checkInlineRule),
    ...each(inputs, "egress", checkInlineRule),
  ],
  admit: ({ inputs }) => {
    if (inputs["name"] !== "default") return;
    throw new TargetError("InvalidParameterValue", "Cannot use reserved security group name: default");
  },
  stillUsed: NOT_IN_USE,
  id: (_inputs, fresh) => `sg-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    // The provider takes away the rule that lets everything out, which AWS gives every new group.
    ingress: [],
    egress: [],
    namePrefix: "",
    ...inputs,
    ...ec2Outputs(inputs, computation, "security-group"),
    name: namedOrPrefixed(inputs, computation.derive("name", 26)),
  }),
};

const PEERS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

/** What makes two rules of a group the same. */
function ruleIdentity(inputs: Properties): string {
  const peer = PEERS.map((name) => stringOf(inputs[name])).find((value) => value !== undefined) ?? "";
  return `${shown(inputs["ipProtocol"])} ${shown(inputs["fromPort"])} ${shown(inputs["toPort"])} ${peer}`;
}

/** The group at the other end. Its own group needs no second tie. */
const peerGroup: Reference = {
  ...needsSecurityGroups("referencedSecurityGroupId", "restrict"),
  target: (inputs) => {
    const peer = stringOf(inputs["referencedSecurityGroupId"])?.replace(/^\d{12}\//, "");
    return peer === inputs["securityGroupId"] ? undefined : peer;
  },
};

function admitPeer({ inputs, find }: Admission): void {
  const own = stringOf(inputs["securityGroupId"]) ?? "";
  const peer = stringOf(inputs["referencedSecurityGroupId"]) ?? own;
  const [ownVpc, peerVpc] = [own, peer].map((id) => find(GROUP, id)?.["vpcId"]);
  if (ownVpc === undefined || peerVpc === undefined || ownVpc === peerVpc) return;
  throw new TargetError(
    "InvalidGroup.NotFound",
    `You have specified two resources that belong to different networks: ${own} and ${peer}`,
  );
}

function rule(direction: "Ingress" | "Egress"): ResourceType {
  const name = `SecurityGroup${direction}Rule`;
  return {
    token: `aws:vpc/s${name.slice(1)}:${name}`,
    title: `VPC Security Group ${direction} Rule`,
    freeMaps: ["tags"],
    replaceOn: ["securityGroupId"],
    limits: [{ name: "rulesPerSecurityGroup", shared: (inputs) => inputs["securityGroupId"] ?? "" }],
    references: [needsSecurityGroups("securityGroupId", "cascade"), peerGroup],
    unique: [
      {
        name: (inputs, scope) =>
          `security-group-rule ${direction} ${scope.key} ${shown(inputs["securityGroupId"])} ${ruleIdentity(inputs)}`,
        taken: (inputs, owner) => ({
          code: "InvalidPermission.Duplicate",
          message: `the specified rule "${ruleIdentity(inputs)}" already exists: it is ${owner.id}`,
        }),
      },
    ],
    check: (inputs) => [
      ...exactlyOne(inputs, PEERS),
      ...checkCidr(inputs, "cidrIpv4"),
      ...matching("description", inputs["description"], TEXT, TEXT_FORM),
      ...checkPorts(inputs, stringOf(inputs["ipProtocol"]), ""),
      ...(inputs["ipProtocol"] === "-1"
        ? forbidden(inputs, ["fromPort", "toPort"], "for ipProtocol -1, which means all ports of all protocols")
        : []),
    ],
    admit: admitPeer,
    id: (_inputs, fresh) => `sgr-${fresh(17)}`,
    outputs: (inputs, computation) => ({
      ...inputs,
      ...regional(inputs, computation),
      arn: ec2Arn(computation, "security-group-rule"),
      securityGroupRuleId: computation.id,
    }),
  };
}

/** Rows of security groups. */
export const securityGroupTypes: readonly ResourceType[] = [securityGroup, rule("Ingress"), rule("Egress")];
