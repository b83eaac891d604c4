import { accepts, type Differences, says } from "./difference.ts";

const errorCodes = 'Amazon EC2 API Reference, "Error codes for the Amazon EC2 API"';
const deleteVpc = `all that is in a network has to go first: Amazon EC2 API Reference, DeleteVpc`;
const belongTogether = `both must be of one network: ${errorCodes}, InvalidParameterValue`;

/** Differences of Amazon VPC. */
export const networkDifferences: Differences = {
  "ec2:CreateVpc": {
    "a sixth network in a region": accepts(
      'five networks are the default quota of a region, and moto has no quotas: Amazon VPC User Guide, "Amazon VPC quotas"',
    ),
  },
  "ec2:DeleteVpc": {
    "a network with an internet gateway": accepts(deleteVpc),
    "a network with a security group": accepts(deleteVpc),
  },
  "ec2:CreateSubnet": {
    "a subnet of /29": accepts(
      'subnets are from /28 to /16: Amazon VPC User Guide, "Subnet CIDR blocks", and Amazon EC2 API Reference, CreateSubnet',
    ),
  },
  "ec2:DeleteSubnet": {
    "a subnet with a NAT gateway": accepts(
      "the gateway has a network interface in it: Amazon EC2 API Reference, DeleteSubnet",
    ),
  },
  "ec2:AttachInternetGateway": {
    "a second gateway of a network": accepts(
      'a network has one internet gateway: Amazon VPC User Guide, "Amazon VPC quotas"',
    ),
  },
  "ec2:DetachInternetGateway": {
    "the gateway of a network with public addresses": accepts(
      "nothing with an Elastic IP address may run in the network: Amazon EC2 API Reference, DetachInternetGateway",
    ),
  },
  "ec2:AllocateAddress": {
    "a sixth address in a region": accepts(
      'five addresses are the default quota of a region, and moto has no quotas: Amazon EC2 User Guide, "Elastic IP address quota"',
    ),
  },
  "ec2:ReleaseAddress": {
    "the address of a NAT gateway": accepts(
      "an address that is associated cannot be released: Amazon EC2 API Reference, ReleaseAddress",
    ),
  },
  "ec2:CreateNatGateway": {
    "a public gateway in a private network": accepts(
      'the gateway fails with this code: Amazon VPC User Guide, "Troubleshoot NAT gateways"',
    ),
  },
  "ec2:CreateRoute": {
    "a route to a gateway that is not there": says(
      "InvalidInternetGatewayID.NotFound",
      `the parameter takes gateways of several kinds, and their code is InvalidGatewayID.NotFound: ${errorCodes}`,
    ),
    "a route to a NAT gateway that is not there": accepts(`the gateway must exist: ${errorCodes}`),
    "a route to the network itself, which is there from the start": accepts(
      'each table has this local route: Amazon VPC User Guide, "Route tables"',
    ),
    "a route to another network's gateway": accepts(belongTogether),
  },
  "ec2:AssociateRouteTable": {
    "a second table of a subnet": accepts(
      `a subnet has one table: Amazon EC2 API Reference, AssociateRouteTable, and ${errorCodes}, Resource.AlreadyAssociated`,
    ),
    "a table of another network": accepts(belongTogether),
  },
  "ec2:CreateSecurityGroup": {
    'a name that begins with "sg-"': accepts(
      'such names are kept for ids: Amazon VPC User Guide, "Security group basics"',
    ),
    'the name "default"': says(
      "InvalidGroup.Duplicate",
      'the name is kept for the group that each network has from the start: Amazon VPC User Guide, "Default security groups"',
    ),
    "a network that is not there": accepts(`the network must exist: ${errorCodes}, InvalidVpcID.NotFound`),
  },
  "ec2:AuthorizeSecurityGroupIngress": {
    "a peer of another network": accepts(
      `both groups must be of one network, or of two with a peering connection: ${errorCodes}, InvalidGroup.NotFound`,
    ),
    "ports from the higher to the lower": accepts(
      "a range ends at a port that is not before its first: Amazon EC2 API Reference, IpPermission",
    ),
  },
  "ec2:DeleteSecurityGroup": {
    "a group that another one's rule names": accepts(
      "a group that another group refers to stays: Amazon EC2 API Reference, DeleteSecurityGroup",
    ),
    "the group of a load balancer": accepts(
      "a group that a network interface has stays: Amazon EC2 API Reference, DeleteSecurityGroup",
    ),
    "the group of a mount target": accepts(
      "a group that a network interface has stays: Amazon EC2 API Reference, DeleteSecurityGroup",
    ),
  },
  "ec2:CreateVpcEndpoint": {
    "private names in a network without host names": accepts(
      'private names need both DNS attributes of the network: Amazon EC2 API Reference, CreateVpcEndpoint, "PrivateDnsEnabled"',
    ),
    "a gateway to a service that has none": accepts(
      'Amazon S3 and Amazon DynamoDB alone have gateways: AWS PrivateLink Guide, "Gateway endpoints"',
    ),
    "a service of another region": accepts(
      `the service must exist in the region of the network: ${errorCodes}, InvalidServiceName`,
    ),
  },
};
