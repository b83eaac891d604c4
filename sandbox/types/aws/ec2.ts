/** Amazon VPC: networks, subnets, route tables and the default security group. */
import { derived } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import { isList, stringOf, text, UNKNOWN, Unknown, type Properties } from "../../provider/values.ts";
import type { Admission, Computation, Problem, Reference, ResourceType } from "../definition.ts";
import { contains, overlaps, parseCidr } from "./cidr.ts";
import { zonesOf } from "./regions.ts";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";

function common({ scope }: Computation, tags: Properties): Properties {
  return { ownerId: scope.facts["account"] ?? "", region: scope.facts["region"] ?? "", ...tags };
}

function arn({ id, scope }: Computation, kind: string): Properties {
  const { partition, region, account } = scope.facts;
  return { arn: text`arn:${partition}:ec2:${region}:${account}:${kind}/${id}` };
}

function tagsAll(inputs: Properties): Properties {
  return { tagsAll: inputs["tags"] ?? {} };
}

function checkCidr(inputs: Properties, property: string): Problem[] {
  const value = stringOf(inputs[property]);
  if (value === undefined) return [];
  const parsed = parseCidr(value);
  return typeof parsed === "string" ? [{ property, reason: parsed }] : [];
}

function needsVpc(onDelete: Reference["onDelete"]): Reference {
  return {
    property: "vpcId",
    toType: VPC,
    target: (inputs) => stringOf(inputs["vpcId"]),
    onDelete,
    missing: (id) => ({ code: "InvalidVpcID.NotFound", message: `The vpc ID '${id}' does not exist` }),
  };
}

const vpc: ResourceType = {
  token: VPC,
  title: "EC2 VPC",
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  chosenWhenAbsent: ["enableDnsHostnames", "enableNetworkAddressUsageMetrics", "cidrBlock"],
  freeMaps: ["tags"],
  replaceOn: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  limit: { name: "vpcsPerRegion" },
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
    ...common(computation, tagsAll(inputs)),
    ...arn(computation, "vpc"),
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
  limit: {
    name: "subnetsPerVpc",
    parent: (inputs) => ({ type: VPC, id: stringOf(inputs["vpcId"]) ?? "" }),
  },
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
      ...common(computation, tagsAll(inputs)),
      ...arn(computation, "subnet"),
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
    ...common(computation, tagsAll(inputs)),
    ...arn(computation, "security-group"),
    description: "default VPC security group",
    name: "default",
    namePrefix: "",
  }),
};

function checkRoutes(inputs: Properties): Problem[] {
  const routes = inputs["routes"];
  if (!isList(routes)) return [];
  const destinations = ["cidrBlock", "ipv6CidrBlock", "destinationPrefixListId"];
  return routes.flatMap((route, index) => {
    if (typeof route !== "object" || route === null || isList(route) || route instanceof Unknown) return [];
    const given = destinations.filter((name) => (route as Properties)[name] !== undefined);
    if (given.length === 1) return [];
    return [
      {
        property: `routes[${String(index)}]`,
        reason: `has ${String(given.length)} destinations, but needs exactly one of ${destinations.join(", ")}`,
      },
    ];
  });
}

const routeTable: ResourceType = {
  token: ROUTE_TABLE,
  title: "EC2 route table",
  chosenWhenAbsent: ["routes", "propagatingVgws"],
  freeMaps: ["tags"],
  replaceOn: ["vpcId"],
  limit: { name: "routeTablesPerVpc", parent: (inputs) => ({ type: VPC, id: stringOf(inputs["vpcId"]) ?? "" }) },
  references: [needsVpc("restrict")],
  check: checkRoutes,
  id: (_inputs, fresh) => `rtb-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    propagatingVgws: [],
    routes: [],
    ...inputs,
    ...common(computation, tagsAll(inputs)),
    ...arn(computation, "route-table"),
  }),
};

const routeTableAssociation: ResourceType = {
  token: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  title: "EC2 route table association",
  replaceOn: ["subnetId", "gatewayId"],
  references: [
    {
      property: "routeTableId",
      toType: ROUTE_TABLE,
      target: (inputs) => stringOf(inputs["routeTableId"]),
      onDelete: "restrict",
      missing: (id) => ({ code: "InvalidRouteTableID.NotFound", message: `The routeTable ID '${id}' does not exist` }),
    },
    {
      property: "subnetId",
      toType: SUBNET,
      target: (inputs) => stringOf(inputs["subnetId"]),
      onDelete: "cascade",
      missing: (id) => ({ code: "InvalidSubnetID.NotFound", message: `The subnet ID '${id}' does not exist` }),
    },
  ],
  unique: [
    {
      name: (inputs, scope) => {
        const subnetId = stringOf(inputs["subnetId"]);
        return subnetId === undefined ? undefined : `route-table-association ${scope.key} ${subnetId}`;
      },
      taken: (inputs, owner) => ({
        code: "Resource.AlreadyAssociated",
        message: `the specified association for subnet ${stringOf(inputs["subnetId"]) ?? ""} conflicts with the existing association ${owner.id}`,
      }),
    },
  ],
  check: (inputs) =>
    (inputs["subnetId"] === undefined) === (inputs["gatewayId"] === undefined)
      ? [{ property: "subnetId", reason: "exactly one of subnetId and gatewayId is required" }]
      : [],
  id: (_inputs, fresh) => `rtbassoc-${fresh(17)}`,
  outputs: (inputs, { scope }) => ({ ...inputs, region: scope.facts["region"] ?? "" }),
};

/** Rows of Amazon VPC. */
export const ec2Types: readonly ResourceType[] = [vpc, subnet, defaultSecurityGroup, routeTable, routeTableAssociation];
