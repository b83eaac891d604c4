import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Properties, stringOf } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const EIP = "aws:ec2/eip:Eip";
const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
const ROUTE = "aws:ec2/route:Route";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
const ACL_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation";

let aws: SimulatedAws;
let vpc: Made;
beforeEach(async () => {
  aws = await SimulatedAws.start();
  vpc = await aws.create(VPC, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
});
afterEach(() => {
  aws.remove();
});

function subnet(number: number, zone = "eu-central-1a"): Promise<Made> {
  return aws.create(SUBNET, { vpcId: vpc.id, cidrBlock: `10.0.${String(number)}.0/24`, availabilityZone: zone });
}

describe("internet and NAT gateways", () => {
  test("a network has one internet gateway", async () => {
    await aws.create(INTERNET_GATEWAY, { vpcId: vpc.id });
    await expect(aws.create(INTERNET_GATEWAY, { vpcId: vpc.id })).rejects.toThrow(
      `InvalidParameterValue: Network ${vpc.id} already has an internet gateway attached`,
    );
  });

  test("a public NAT gateway needs an internet gateway and an address, and keeps both", async () => {
    const place = await subnet(0);
    const address = await aws.create(EIP, {});
    const inputs = { subnetId: place.id, allocationId: address.id };
    await expect(aws.create(NAT_GATEWAY, inputs)).rejects.toThrow(
      `Gateway.NotAttached: Network ${vpc.id} has no Internet gateway attached`,
    );
    const gateway = await aws.create(INTERNET_GATEWAY, { vpcId: vpc.id });
    const nat = await aws.create(NAT_GATEWAY, inputs);
    expect(nat.outputs).toMatchObject({ vpcId: vpc.id, publicIp: address.outputs["publicIp"] });
    expect(address.outputs["publicIp"]).toMatch(/^198\.1[89]\.\d{1,3}\.\d{1,3}$/);
    await expect(aws.create(NAT_GATEWAY, inputs)).rejects.toThrow("Resource.AlreadyAssociated");
    await expect(aws.delete(gateway)).rejects.toThrow(
      `DependencyViolation: Network ${vpc.id} has some mapped public address(es): ${nat.id}.`,
    );
    await expect(aws.delete(address)).rejects.toThrow("InvalidIPAddress.InUse");
    await expect(aws.delete(place)).rejects.toThrow("DependencyViolation");
    for (const made of [nat, address, gateway, place, vpc]) await aws.delete(made);
    expect(aws.count()).toBe(0);
  });

  test("five addresses in a region, more when sandbox.json allows it", async () => {
    for (let count = 0; count < 5; count++) await aws.create(EIP, {});
    await expect(aws.create(EIP, {})).rejects.toThrow("AddressLimitExceeded");
    aws.settings({ limits: { eipsPerRegion: 6 } });
    await aws.create(EIP, {});
  });

  test("so many internet gateways as networks", async () => {
    aws.settings({ limits: { vpcsPerRegion: 1 } });
    await aws.create(INTERNET_GATEWAY, {});
    await expect(aws.create(INTERNET_GATEWAY, {})).rejects.toThrow("InternetGatewayLimitExceeded");
  });

  test("five NAT gateways in a zone, whatever their subnets", async () => {
    const [first, second, other] = [await subnet(0), await subnet(1), await subnet(2, "eu-central-1b")];
    aws.settings({ limits: { natGatewaysPerZone: 2 } });
    await aws.create(NAT_GATEWAY, { connectivityType: "private", subnetId: first.id });
    await aws.create(NAT_GATEWAY, { connectivityType: "private", subnetId: second.id });
    await aws.create(NAT_GATEWAY, { connectivityType: "private", subnetId: other.id });
    await expect(aws.create(NAT_GATEWAY, { connectivityType: "private", subnetId: first.id })).rejects.toThrow(
      "NatGatewayLimitExceeded: The maximum number of NAT gateways per availability zone has been reached: eu-central-1a has 2 of 2",
    );
  });

  test.each<[Properties, string]>([
    [{ subnetId: "subnet-1" }, "allocationId is required for a public NAT gateway, but it is missing"],
    [
      { subnetId: "s", connectivityType: "private", allocationId: "a" },
      "allocationId cannot be given for a private NAT gateway",
    ],
    [
      { availabilityMode: "regional" },
      'availabilityMode is "regional", which the sandbox does not simulate; use "zonal"',
    ],
  ])("checks %j", (inputs, problem) => {
    expect(aws.problems(NAT_GATEWAY, inputs)).toEqual([problem]);
  });
});

describe("routes", () => {
  test("lead to gateways of the same network, once per destination", async () => {
    const gateway = await aws.create(INTERNET_GATEWAY, {});
    const table = await aws.create(ROUTE_TABLE, { vpcId: vpc.id });
    const inputs = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
    await expect(aws.create(ROUTE, inputs)).rejects.toThrow(
      `InvalidParameterValue: route table ${table.id} and network gateway ${gateway.id} belong to different networks`,
    );
    await aws.update(gateway, { vpcId: vpc.id });
    await expect(aws.create(ROUTE, { ...inputs, destinationCidrBlock: vpc.inputs["cidrBlock"] ?? "" })).rejects.toThrow(
      `already exists: it is the local route of ${vpc.id}`,
    );
    const route = await aws.create(ROUTE, inputs);
    expect(route.id).toMatch(new RegExp(`^r-${table.id}[0-9a-f]{8}$`));
    await expect(aws.create(ROUTE, inputs)).rejects.toThrow(
      "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists",
    );
    await expect(
      aws.create(ROUTE, { routeTableId: table.id, destinationCidrBlock: "10.1.0.0/16", natGatewayId: "nat-1" }),
    ).rejects.toThrow("InvalidNatGatewayID.NotFound: The natGateway ID 'nat-1' does not exist");
    expect(aws.replaces(route, { destinationCidrBlock: "10.2.0.0/16" })).toEqual(["destinationCidrBlock"]);
    expect(aws.replaces(route, { gatewayId: "igw-2" })).toEqual([]);
    await aws.delete(table);
    expect(aws.count()).toBe(2);
  });

  test("written in the table need one destination and one target", () => {
    const routes = [
      { cidrBlock: "0.0.0.0/0" },
      { gatewayId: "igw-1" },
      { cidrBlock: "10.0.0.1/8", gatewayId: "igw-1" },
    ];
    expect(aws.problems(ROUTE_TABLE, { vpcId: vpc.id, routes })).toEqual([
      expect.stringMatching(/^routes\[0\] exactly one of gatewayId, .* is required, but none is given$/),
      "routes[1] exactly one of cidrBlock, ipv6CidrBlock, destinationPrefixListId is required, but none is given",
      'routes[2].cidrBlock is "10.0.0.1/8", which has host bits set; the block is 10.0.0.0/8',
    ]);
  });

  test("a table does not go while a subnet uses it", async () => {
    const table = await aws.create(ROUTE_TABLE, { vpcId: vpc.id });
    const place = await subnet(0);
    const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    await aws.create(association, { routeTableId: table.id, subnetId: place.id });
    await expect(aws.create(association, { routeTableId: table.id, subnetId: place.id })).rejects.toThrow(
      "Resource.AlreadyAssociated",
    );
    await expect(aws.delete(table)).rejects.toThrow("DependencyViolation");
  });
});

describe("endpoints", () => {
  const s3 = "com.amazonaws.eu-central-1.s3";

  test("a gateway endpoint lists its services and its route tables", async () => {
    const table = await aws.create(ROUTE_TABLE, { vpcId: vpc.id });
    const inputs = { vpcId: vpc.id, serviceName: s3, routeTableIds: [table.id] };
    const endpoint = await aws.create(ENDPOINT, inputs);
    expect(endpoint.outputs).toMatchObject({ state: "available", networkInterfaceIds: [], vpcEndpointType: "Gateway" });
    expect(endpoint.outputs["prefixListId"]).toMatch(/^pl-[0-9a-f]{8}$/);
    await expect(aws.create(ENDPOINT, inputs)).rejects.toThrow("RouteAlreadyExists");
    await expect(aws.create(ENDPOINT, { vpcId: vpc.id, serviceName: s3.replace("s3", "ssm") })).rejects.toThrow(
      "InvalidParameter: Endpoint type (Gateway) does not match available service types ([Interface]).",
    );
    await expect(aws.create(ENDPOINT, { vpcId: vpc.id, serviceName: "com.amazonaws.eu-west-1.s3" })).rejects.toThrow(
      "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.eu-west-1.s3' does not exist",
    );
    await expect(aws.delete(vpc)).rejects.toThrow("DependencyViolation");
  });

  test("an interface endpoint has one subnet in a zone, and private names once in a network with DNS", async () => {
    const [first, second] = [await subnet(0), await subnet(1)];
    const group = await aws.create(GROUP, { vpcId: vpc.id });
    const inputs = {
      vpcId: vpc.id,
      serviceName: s3.replace("s3", "ssm"),
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: [first.id],
      securityGroupIds: [group.id, stringOf(vpc.outputs["defaultSecurityGroupId"]) ?? ""],
    };
    const endpoint = await aws.create(ENDPOINT, inputs);
    expect(endpoint.outputs["networkInterfaceIds"]).toEqual([expect.stringMatching(/^eni-[0-9a-f]{17}$/)]);
    await expect(aws.create(ENDPOINT, inputs)).rejects.toThrow("InvalidParameter: private-dns-enabled cannot be set");
    await expect(aws.update(endpoint, { subnetIds: [first.id, second.id] })).rejects.toThrow(
      `DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ${second.id}`,
    );
    await expect(aws.delete(group)).rejects.toThrow(`DependencyViolation: resource ${group.id} has a dependent object`);
    const other = await aws.create(VPC, { cidrBlock: "10.1.0.0/16" });
    await expect(
      aws.create(ENDPOINT, { ...inputs, vpcId: other.id, subnetIds: [], securityGroupIds: [] }),
    ).rejects.toThrow(
      `InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${other.id}`,
    );
  });
});

describe("security groups", () => {
  test("a name once in a network, and no group goes that a rule elsewhere names", async () => {
    const group = await aws.create(GROUP, { vpcId: vpc.id, name: "web" });
    await expect(aws.create(GROUP, { vpcId: vpc.id, name: "web" })).rejects.toThrow(
      `InvalidGroup.Duplicate: The security group 'web' already exists for VPC '${vpc.id}'`,
    );
    const database = await aws.create(GROUP, { vpcId: vpc.id, name: "database" });
    const rule = { securityGroupId: database.id, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    await aws.create(INGRESS, { ...rule, referencedSecurityGroupId: database.id });
    const made = await aws.create(INGRESS, { ...rule, referencedSecurityGroupId: group.id });
    expect(made.outputs["securityGroupRuleId"]).toBe(made.id);
    await expect(aws.create(INGRESS, { ...rule, referencedSecurityGroupId: group.id })).rejects.toThrow(
      "InvalidPermission.Duplicate",
    );
    await expect(aws.delete(group)).rejects.toThrow(`DependencyViolation: resource ${group.id} has a dependent object`);
    await aws.delete(database);
    await aws.delete(group);
    expect(aws.count()).toBe(1);
    expect(aws.replaces(group, { description: "other" })).toEqual(["description"]);
  });

  test("so many rules to a group", async () => {
    aws.settings({ limits: { rulesPerSecurityGroup: 1 } });
    const group = await aws.create(GROUP, { vpcId: vpc.id });
    const rule = { securityGroupId: group.id, ipProtocol: "-1" };
    await aws.create(INGRESS, { ...rule, cidrIpv4: "10.0.0.0/8" });
    await expect(aws.create(INGRESS, { ...rule, cidrIpv4: "11.0.0.0/8" })).rejects.toThrow(
      "RulesPerSecurityGroupLimitExceeded",
    );
  });

  test.each<[string, Properties, string]>([
    [
      INGRESS,
      { ipProtocol: "tcp", fromPort: 1, toPort: 2 },
      "cidrIpv4 exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId is required, but none is given",
    ],
    [
      INGRESS,
      { ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0", fromPort: 9, toPort: 2 },
      "toPort is 2, which is lower than fromPort 9",
    ],
    [
      INGRESS,
      { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", toPort: 2 },
      "toPort cannot be given for ipProtocol -1, which means all ports of all protocols",
    ],
    [GROUP, { vpcId: "vpc-1", name: "sg-web" }, 'name is "sg-web", but must be a name that does not begin with "sg-"'],
    [GROUP, { name: "web" }, "vpcId is required in the sandbox, which has no default VPC, but it is missing"],
  ])("checks %s %j", (type, inputs, problem) => {
    const own = type === INGRESS ? { securityGroupId: "sg-1" } : {};
    expect(aws.problems(type, { ...own, ...inputs })).toEqual([problem]);
  });
});

describe("network ACLs", () => {
  test("number their rules once per direction, and stay while a subnet has them", async () => {
    const acl = await aws.create(ACL, { vpcId: vpc.id });
    const place = await subnet(0);
    const association = await aws.create(ACL_ASSOCIATION, { networkAclId: acl.id, subnetId: place.id });
    const rule = { networkAclId: acl.id, ruleNumber: 100, protocol: "-1", ruleAction: "allow", cidrBlock: "0.0.0.0/0" };
    await aws.create(ACL_RULE, rule);
    await aws.create(ACL_RULE, { ...rule, egress: true });
    await expect(aws.create(ACL_RULE, { ...rule, ruleAction: "deny" })).rejects.toThrow(
      "NetworkAclEntryAlreadyExists: The network acl entry identified by 100 already exists.",
    );
    await expect(aws.delete(acl)).rejects.toThrow("DependencyViolation");
    await aws.delete(association);
    await aws.delete(acl);
    expect(aws.count()).toBe(2);
  });

  test("twenty rules in a direction", async () => {
    const acl = await aws.create(ACL, { vpcId: vpc.id });
    aws.settings({ limits: { rulesPerNetworkAcl: 1 } });
    const rule = { networkAclId: acl.id, protocol: "-1", ruleAction: "allow", cidrBlock: "0.0.0.0/0" };
    await aws.create(ACL_RULE, { ...rule, ruleNumber: 1 });
    await expect(aws.create(ACL_RULE, { ...rule, ruleNumber: 2 })).rejects.toThrow("NetworkAclEntryLimitExceeded");
  });

  test("check rules written in the ACL", () => {
    const rule = { ruleNo: 1, action: "allow", protocol: "tcp", cidrBlock: "10.0.0.0/8", fromPort: 443, toPort: 443 };
    expect(
      aws.problems(ACL, { vpcId: vpc.id, ingress: [rule, rule], egress: [{ ...rule, ruleNo: 40_000, action: "let" }] }),
    ).toEqual([
      "ingress[1].ruleNo is 1, which another rule has",
      "egress[0].ruleNo is 40000, but must be a whole number from 1 to 32766",
      'egress[0].action is "let", but must be one of allow, deny',
    ]);
  });
});

describe("flow logs", () => {
  test("go to a bucket that exists, once", async () => {
    const inputs = {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::flow-logs/a/",
    };
    await expect(aws.create(FLOW_LOG, inputs)).rejects.toThrow("400: Access Denied for LogDestination: flow-logs");
    await aws.create("aws:s3/bucket:Bucket", { bucket: "flow-logs" });
    const log = await aws.create(FLOW_LOG, inputs);
    expect(log.outputs["arn"]).toBe(`arn:aws:ec2:eu-central-1:000000000000:vpc-flow-log/${log.id}`);
    await expect(aws.create(FLOW_LOG, inputs)).rejects.toThrow("FlowLogAlreadyExists");
    expect(aws.replaces(log, { maxAggregationInterval: 60 })).toEqual(["maxAggregationInterval"]);
    await aws.delete(vpc);
    expect(aws.count()).toBe(1);
  });

  test("to CloudWatch need a role", () => {
    const logDestination = "arn:aws:logs:eu-central-1:000000000000:log-group:flow";
    expect(aws.problems(FLOW_LOG, { vpcId: vpc.id, trafficType: "SOME", logDestination })).toEqual([
      'trafficType is "SOME", but must be one of ACCEPT, REJECT, ALL',
      "iamRoleArn is required when logs go to CloudWatch Logs, but it is missing",
    ]);
  });
});

test("tags follow AWS's rules", () => {
  const tags = { "aws:owner": "me", Name: "x".repeat(257) };
  expect(aws.problems(VPC, { cidrBlock: "10.0.0.0/16", tags })).toEqual([
    'tags["aws:owner"] begins with "aws:", which is reserved for AWS',
    'tags["Name"] has 257 characters, but at most 256 are allowed',
  ]);
});
