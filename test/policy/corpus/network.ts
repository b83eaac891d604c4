import { resource } from "../../helpers/judge.ts";
import { adding, clean, faults, place, set, tagged, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { base, everywhere, roles, vpc, zones } from "./networkStack.ts";

const entry = (ruleNo: number, fromPort: number, toPort: number, more: object = {}) => ({
  ruleNo,
  protocol: "tcp",
  action: "allow",
  cidrBlock: everywhere,
  fromPort,
  toPort,
  ...more,
});
const inside = entry(100, 0, 0, { protocol: "-1", cidrBlock: "10.40.0.0/20" });

const lists = [
  tagged("aws:ec2/networkAcl:NetworkAcl", "list", {
    ...vpc,
    ingress: [inside, entry(200, 443, 443), entry(210, 80, 80), entry(220, 1024, 65_535)],
    egress: [inside, entry(200, 443, 443)],
  }),
  tagged("aws:ec2/networkAcl:NetworkAcl", "denying", {
    ...vpc,
    ingress: [
      entry(220, 0, 65_535),
      entry(110, 22, 22, { action: "deny" }),
      entry(120, 3389, 3389, { action: "deny" }),
    ],
    egress: [inside],
  }),
  resource("aws:ec2/networkAclRule:NetworkAclRule", "list-out", {
    networkAclId: "acl-1",
    egress: true,
    ruleNumber: 300,
    protocol: "tcp",
    ruleAction: "allow",
    cidrBlock: everywhere,
    fromPort: 22,
    toPort: 22,
  }),
];

const endpoints = [
  tagged("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { ...vpc, serviceName: "com.amazonaws.eu-central-1.s3" }),
  ...["ssm", "kms", "logs"].map((service) =>
    tagged("aws:ec2/vpcEndpoint:VpcEndpoint", service, {
      ...vpc,
      serviceName: `com.amazonaws.${place.region}.${service}`,
      vpcEndpointType: "Interface",
      subnetIds: ["subnet-private-a", "subnet-private-b"],
      securityGroupIds: ["sg-1"],
      privateDnsEnabled: true,
    }),
  ),
];

const list = "network/acl-no-admin-ports";

/** Networks. */
export const networkCases: readonly CorpusCase[] = [
  clean("a network with ways in and out", base),
  clean("network access control lists", lists),
  clean("endpoints of services", endpoints),
  clean(
    "ranges of private addresses",
    ["10.0.0.0/16", "172.16.0.0/12", "172.31.255.0/24", "192.168.0.0/16", "100.64.0.0/10"].map((cidrBlock) =>
      tagged("aws:ec2/vpc:Vpc", cidrBlock, { cidrBlock }),
    ),
  ),
  ...faults(base, [
    [
      "public addresses by a subnet",
      set("public-a", "mapPublicIpOnLaunch", true),
      "network/no-public-subnet public-a mapPublicIpOnLaunch",
    ],
    [
      "IPv6 addresses by a subnet",
      set("data-b", "assignIpv6AddressOnCreation", true),
      "network/no-public-ipv6 data-b assignIpv6AddressOnCreation",
    ],
    [
      "a default group that lets in",
      set("default", "ingress", [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }]),
      "network/default-security-group-closed default ingress",
    ],
    [
      "a default group that lets out",
      set("default", "egress", [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [everywhere] }]),
      "network/default-security-group-closed default egress",
    ],
    [
      "a default group without a list",
      set("default", "ingress", "none"),
      "network/default-security-group-closed default ingress",
    ],
    [
      "a network whose default group is as AWS made it",
      without("default"),
      ...roles.flatMap((role) => zones.map((zone) => `network/default-security-group-managed ${role}-${zone} vpcId`)),
    ],
    ["addresses of somebody else", set("vpc", "cidrBlock", "11.0.0.0/16"), "network/private-range vpc cidrBlock"],
    ["more than private addresses", set("vpc", "cidrBlock", "172.16.0.0/11"), "network/private-range vpc cidrBlock"],
    ["a range that is none", set("vpc", "cidrBlock", 10), "network/private-range vpc cidrBlock"],
    [
      "a peering",
      adding(resource("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peer", vpc)),
      "network/no-peering peer",
    ],
    [
      "a transit gateway",
      adding(resource("aws:ec2transitgateway/vpcAttachment:VpcAttachment", "transit", vpc)),
      "network/no-peering transit",
    ],
    ["a private gateway", adding(resource("aws:ec2/vpnGateway:VpnGateway", "vpn", vpc)), "network/no-peering vpn"],
  ]),
  ...faults(lists, [
    ["SSH in a list", set("list", "ingress.1.fromPort", 22), `${list} list ingress`],
    ["all protocols in a list", set("list", "ingress.0.cidrBlock", everywhere), `${list} list ingress`],
    [
      "every IPv6 address in a list",
      adding(
        tagged("aws:ec2/networkAcl:NetworkAcl", "six", {
          ...vpc,
          ingress: [entry(100, 3389, 3389, { cidrBlock: undefined, ipv6CidrBlock: "::/0" })],
        }),
      ),
      `${list} six ingress`,
    ],
    ["a denial that comes too late", set("denying", "ingress.1.ruleNo", 300), `${list} denying ingress`],
    ["a rule of its own", set("list-out", "egress", false), `${list} list-out ruleAction`],
  ]),
  ...faults(endpoints, [
    [
      "an endpoint that names do not lead to",
      set("ssm", "privateDnsEnabled", undefined),
      "network/interface-endpoints-inside ssm privateDnsEnabled",
    ],
    [
      "an endpoint in the default group",
      set("kms", "securityGroupIds", []),
      "network/interface-endpoints-inside kms securityGroupIds",
    ],
  ]),
];
