/** Amazon VPC: networks, subnets and the default security group. */
import { derived } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import { stringOf, text, UNKNOWN, Unknown } from "../../provider/values.ts";
import type { Admission, ResourceType } from "../definition.ts";
import { contains, overlaps, parseCidr } from "./cidr.ts";
import { checkCidr } from "./inputs.ts";
import { zonesOf } from "./regions.ts";
import { ec2Outputs, needsVpc, TOKENS } from "./ties.ts";

const { vpc: VPC, subnet: SUBNET } = TOKENS;

const vpc: ResourceType = {
  token: VPC,
  title: "EC2 VPC",
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  chosenWhenAbsent: ["enableDnsHostnames", "enableNetworkAddressUsageMetrics", "cidrBlock"],
  freeMaps: ["tags"],
  replaceOn: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  limits: [{ name: "vpcsPerRegion" }],
  check: (inputs) => {
    const problems = checkCidr(inputs, "cidrBlock");
    if (inputs["cidrBlock"] === undefined && inputs["ipv4IpamPoolId"] === undefined) {
      problems.push({ property: "cidrBlock", reason: "is required unless ipv4IpamPoolId is given, but it is missing" });
    }
    return problems;
  },
  admit: ({ inputs }) => {
    const cidr = parseCidr(stringOf(inputs["cidrBlock"]) ?? "");
    if (typeof cidr !== "string" && (cidr.prefix < 16 || cidr.prefix > 28)) {
      throw new TargetError(
        "InvalidVpc.Range",
        `The CIDR '${stringOf(inputs["cidrBlock"]) ?? ""}' is invalid: a VPC's prefix length is between /16 and /28`,
      );
    }
  },
  id: (_inputs, fresh) => `vpc-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    enableDnsHostnames: false,
    enableNetworkAddressUsageMetrics: false,
    ...inputs,
    ...ec2Outputs(inputs, computation, "vpc"),
    defaultNetworkAclId: text`acl-${derived(computation.id, "network-acl", 17)}`,
    defaultRouteTableId: text`rtb-${derived(computation.id, "route-table", 17)}`,
    mainRouteTableId: text`rtb-${derived(computation.id, "route-table", 17)}`,
    defaultSecurityGroupId: text`sg-${derived(computation.id, "security-group", 17)}`,
    dhcpOptionsId: "dopt-0000000000000000a",
    ipv6AssociationId: "",
    ipv6CidrBlock: "",
    ipv6CidrBlockNetworkBorderGroup: "",
  }),
};

function admitSubnet({ inputs, scope, find, siblings }: Admission): void {
  const zone = stringOf(inputs["availabilityZone"]);
  const zones = zonesOf(scope.facts["region"] ?? "");
  const names = zones.map(({ name }) => name).join(", ");
  if (zone !== undefined && !zones.some(({ name }) => name === zone)) {
    throw new TargetError(
      "InvalidParameterValue",
      `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${names}.`,
    );
  }
  const block = stringOf(inputs["cidrBlock"]);
  const vpcId = stringOf(inputs["vpcId"]);
  if (block === undefined || vpcId === undefined) return;
  const cidr = parseCidr(block);
  if (typeof cidr === "string")
    throw new TargetError("InvalidParameterValue", `Value (${block}) for parameter cidrBlock is invalid`);
  const outer = parseCidr(stringOf(find(VPC, vpcId)?.["cidrBlock"]) ?? "");
  if (cidr.prefix < 16 || cidr.prefix > 28 || (typeof outer !== "string" && !contains(outer, cidr))) {
    const range = stringOf(find(VPC, vpcId)?.["cidrBlock"]) ?? "unknown";
    throw new TargetError(
      "InvalidSubnet.Range",
      `The CIDR '${block}' is invalid: a subnet lies within its VPC (${range}) and its prefix length is between /16 and /28`,
    );
  }
  for (const sibling of siblings(SUBNET, VPC, vpcId)) {
    const other = stringOf(sibling.outputs["cidrBlock"]) ?? "";
    const otherCidr = parseCidr(other);
    if (typeof otherCidr !== "string" && overlaps(cidr, otherCidr)) {
      throw new TargetError(
        "InvalidSubnet.Conflict",
        `The CIDR '${block}' conflicts with another subnet: ${sibling.id} has ${other} in ${vpcId}`,
      );
    }
  }
}

const subnet: ResourceType = {
  token: SUBNET,
  title: "EC2 Subnet",
  defaults: {
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsARecordOnLaunch: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    mapPublicIpOnLaunch: false,
  },
  chosenWhenAbsent: ["availabilityZone", "availabilityZoneId", "privateDnsHostnameTypeOnLaunch"],
  freeMaps: ["tags"],
  replaceOn: ["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "ipv6Native", "outpostArn"],
  limits: [{ name: "subnetsPerVpc", parent: (inputs) => ({ type: VPC, id: stringOf(inputs["vpcId"]) ?? "" }) }],
  references: [needsVpc("restrict")],
  check: (inputs) => {
    const problems = checkCidr(inputs, "cidrBlock");
    if (inputs["cidrBlock"] === undefined && inputs["ipv6Native"] !== true && inputs["ipv4IpamPoolId"] === undefined) {
      problems.push({ property: "cidrBlock", reason: "is required unless ipv6Native is true, but it is missing" });
    }
    if (inputs["availabilityZone"] !== undefined && inputs["availabilityZoneId"] !== undefined) {
      problems.push({ property: "availabilityZone", reason: "conflicts with availabilityZoneId; give one of them" });
    }
    return problems;
  },
  admit: admitSubnet,
  id: (_inputs, fresh) => `subnet-${fresh(17)}`,
  outputs: (inputs, computation) => {
    const zones = zonesOf(computation.scope.facts["region"] ?? "");
    const named = inputs["availabilityZone"];
    const unknown = named instanceof Unknown || inputs["availabilityZoneId"] instanceof Unknown;
    const zone = zones.find(({ name, id }) => name === named || id === inputs["availabilityZoneId"]) ?? zones[0];
    return {
      privateDnsHostnameTypeOnLaunch: "ip-name",
      ...inputs,
      availabilityZone: unknown ? UNKNOWN : (zone?.name ?? ""),
      availabilityZoneId: unknown ? UNKNOWN : (zone?.id ?? ""),
      ...ec2Outputs(inputs, computation, "subnet"),
      ipv6CidrBlock: inputs["ipv6CidrBlock"] ?? "",
      ipv6CidrBlockAssociationId: "",
    };
  },
};

const defaultSecurityGroup: ResourceType = {
  token: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  title: "EC2 default security group",
  defaults: { revokeRulesOnDelete: false },
  chosenWhenAbsent: ["vpcId"],
  freeMaps: ["tags"],
  replaceOn: ["vpcId"],
  references: [needsVpc("cascade")],
  takesOver: true,
  check: (inputs) =>
    inputs["vpcId"] === undefined
      ? [
          {
            property: "vpcId",
            reason: "is missing; the sandbox has no default VPC, so name the VPC whose default security group is meant",
          },
        ]
      : [],
  id: (inputs) => text`sg-${derived(inputs["vpcId"] ?? "", "security-group", 17)}`,
  outputs: (inputs, computation) => ({
    ingress: [],
    egress: [],
    ...inputs,
    ...ec2Outputs(inputs, computation, "security-group"),
    description: "default VPC security group",
    name: "default",
    namePrefix: "",
  }),
};

/** Rows of Amazon VPC: the network itself. */
export const ec2Types: readonly ResourceType[] = [vpc, subnet, defaultSecurityGroup];
