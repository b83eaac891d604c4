import { resource } from "../../helpers/judge.ts";
import { adding, clean, faults, set, tagged } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { everywhere, vpc } from "./networkStack.ts";

const ingress = (name: string, inputs: object) =>
  tagged("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, { securityGroupId: "sg-1", ...inputs });
const egress = (name: string, inputs: object) =>
  tagged("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", name, { securityGroupId: "sg-1", ...inputs });
const tcp = (port: number, to = port) => ({ ipProtocol: "tcp", fromPort: port, toPort: to });

const groups = [
  tagged("aws:ec2/securityGroup:SecurityGroup", "group", { ...vpc, description: "Machines" }),
  ingress("https", { cidrIpv4: everywhere, ...tcp(443) }),
  ingress("http", { cidrIpv4: everywhere, ...tcp(80) }),
  ingress("https-6", { cidrIpv6: "::/0", ...tcp(443) }),
  ingress("ssh-inside", { cidrIpv4: "10.40.0.0/20", ...tcp(22) }),
  ingress("balancer", { referencedSecurityGroupId: "sg-2", ...tcp(8080) }),
  egress("out", { cidrIpv4: everywhere, ...tcp(443) }),
  egress("database", { cidrIpv4: "10.40.4.0/24", ...tcp(5432) }),
];

const written = [
  tagged("aws:ec2/securityGroup:SecurityGroup", "written", {
    ...vpc,
    ingress: [
      { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [everywhere], ipv6CidrBlocks: ["::/0"] },
      { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.40.0.0/20"] },
    ],
    egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [everywhere] }],
  }),
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "older", {
    type: "ingress",
    securityGroupId: "sg-1",
    protocol: "tcp",
    fromPort: 8080,
    toPort: 8080,
    cidrBlocks: ["10.40.0.0/20"],
  }),
];

const admin = (name: string, property: string): string => `network/no-open-admin-ports ${name} ${property}`;
const open = (name: string, property: string): string => `network/public-ports ${name} ${property}`;
const out = (name: string, property: string): string => `network/egress-bounded ${name} ${property}`;

/** What looks open and is not. */
const near = [
  ingress("quic", { cidrIpv4: everywhere, ipProtocol: "udp", fromPort: 443, toPort: 443 }),
  ingress("by-number", { cidrIpv4: everywhere, ipProtocol: "6", fromPort: 80, toPort: 80 }),
  ingress("largest", { cidrIpv4: "10.0.0.0/8", ipProtocol: "-1" }),
  ingress("largest-6", { cidrIpv6: "fc00::/7", ipProtocol: "-1" }),
  ingress("one", { cidrIpv4: "198.51.100.7/32", ...tcp(22) }),
  ingress("ping", { cidrIpv4: "10.40.0.0/20", ipProtocol: "icmp", fromPort: -1, toPort: -1 }),
  ingress("listed", { prefixListId: "pl-1", ipProtocol: "-1" }),
  ingress("group-ssh", { referencedSecurityGroupId: "sg-2", ...tcp(22) }),
  egress("inside", { cidrIpv4: "10.40.0.0/20", ipProtocol: "-1" }),
  egress("out-6", { cidrIpv6: "::/0", ...tcp(443) }),
  egress("quic-out", { cidrIpv4: everywhere, ipProtocol: "17", fromPort: 443, toPort: 443 }),
  egress("listed-out", { prefixListId: "pl-1", ipProtocol: "-1" }),
  tagged("aws:ec2/securityGroup:SecurityGroup", "bare", vpc),
  tagged("aws:ec2/securityGroup:SecurityGroup", "empty", { ...vpc, ingress: [], egress: [] }),
];

/** Security groups. */
export const securityGroupCases: readonly CorpusCase[] = [
  clean("security groups with rules of their own", groups),
  clean("security groups with rules in them", written),
  clean("security groups that look open", near),
  ...faults(groups, [
    ["SSH from everywhere", set("https", "fromPort", 22), admin("https", "cidrIpv4"), open("https", "cidrIpv4")],
    [
      "Remote Desktop from everywhere",
      adding(ingress("rdp", { cidrIpv4: everywhere, ...tcp(3389) })),
      admin("rdp", "cidrIpv4"),
      open("rdp", "cidrIpv4"),
    ],
    [
      "SSH from every IPv6 address",
      adding(ingress("ssh-6", { cidrIpv6: "::/0", ...tcp(22) })),
      admin("ssh-6", "cidrIpv6"),
      open("ssh-6", "cidrIpv6"),
    ],
    [
      "SSH from half of all addresses",
      set("ssh-inside", "cidrIpv4", "0.0.0.0/1"),
      admin("ssh-inside", "cidrIpv4"),
      open("ssh-inside", "cidrIpv4"),
    ],
    [
      "all protocols from everywhere",
      set("http", "ipProtocol", "-1"),
      admin("http", "cidrIpv4"),
      open("http", "cidrIpv4"),
    ],
    [
      "a protocol by its number",
      adding(ingress("udp", { cidrIpv4: everywhere, ipProtocol: "17", fromPort: 53, toPort: 53 })),
      open("udp", "cidrIpv4"),
    ],
    [
      "ports that are no numbers",
      set("https-6", "toPort", "443"),
      admin("https-6", "cidrIpv6"),
      open("https-6", "cidrIpv6"),
    ],
    [
      "a database from everywhere",
      adding(ingress("db", { cidrIpv4: everywhere, ...tcp(5432) })),
      open("db", "cidrIpv4"),
    ],
    ["a range of ports from everywhere", set("http", "toPort", 443), open("http", "cidrIpv4")],
    [
      "ICMP from everywhere",
      adding(ingress("ping", { cidrIpv4: everywhere, ipProtocol: "icmp", fromPort: -1, toPort: -1 })),
      open("ping", "cidrIpv4"),
    ],
    ["everything out to everywhere", set("out", "ipProtocol", "-1"), out("out", "cidrIpv4")],
    ["mail out to everywhere", adding(egress("mail", { cidrIpv4: everywhere, ...tcp(25) })), out("mail", "cidrIpv4")],
    ["databases everywhere", set("database", "cidrIpv4", everywhere), out("database", "cidrIpv4")],
  ]),
  ...faults(written, [
    [
      "SSH from everywhere in a group",
      set("written", "ingress.0.fromPort", 22),
      admin("written", "ingress.cidrBlocks"),
      admin("written", "ingress.ipv6CidrBlocks"),
      open("written", "ingress.cidrBlocks"),
      open("written", "ingress.ipv6CidrBlocks"),
    ],
    [
      "everything from everywhere in a group",
      set("written", "ingress.1.cidrBlocks", [everywhere]),
      admin("written", "ingress.cidrBlocks"),
      open("written", "ingress.cidrBlocks"),
    ],
    ["everything out in a group", set("written", "egress.0.protocol", "-1"), out("written", "egress.cidrBlocks")],
    ["an older rule from everywhere", set("older", "cidrBlocks", [everywhere]), open("older", "cidrBlocks")],
    [
      "an older rule to everywhere",
      adding(
        resource("aws:ec2/securityGroupRule:SecurityGroupRule", "outward", {
          type: "egress",
          protocol: "-1",
          fromPort: 0,
          toPort: 0,
          cidrBlocks: [everywhere],
        }),
      ),
      out("outward", "cidrBlocks"),
    ],
  ]),
];
