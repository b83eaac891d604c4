/** What many cases begin with. */
import type { Account, Made } from "./account.ts";

/** A network; its addresses are 10.0.0.0/16 unless others are given. */
export const network = (aws: Account, cidrBlock = "10.0.0.0/16"): Promise<Made<"aws:ec2/vpc:Vpc">> =>
  aws.create("aws:ec2/vpc:Vpc", { cidrBlock });

/** A subnet of a network, by its third octet and the letter of its zone. */
export const subnet = (
  aws: Account,
  vpc: Made<"aws:ec2/vpc:Vpc">,
  third: number,
  zone: string,
): Promise<Made<"aws:ec2/subnet:Subnet">> =>
  aws.create("aws:ec2/subnet:Subnet", {
    vpcId: vpc.id,
    cidrBlock: `10.0.${String(third)}.0/24`,
    availabilityZone: `eu-central-1${zone}`,
  });

/** A network with a subnet in each of two zones. */
export async function twoZones(aws: Account) {
  const vpc = await network(aws);
  const first = await subnet(aws, vpc, 0, "a");
  const second = await subnet(aws, vpc, 1, "b");
  return { vpc, first, second, subnets: [first.id, second.id] };
}

/** A network with a subnet in each of two zones, open to the internet. */
export async function publicZones(aws: Account) {
  const zones = await twoZones(aws);
  const gateway = await aws.create("aws:ec2/internetGateway:InternetGateway", { vpcId: zones.vpc.id });
  return { ...zones, gateway };
}

/** A security group of a network. */
export const securityGroup = (
  aws: Account,
  vpc: Made<"aws:ec2/vpc:Vpc">,
  name: string,
): Promise<Made<"aws:ec2/securityGroup:SecurityGroup">> =>
  aws.create("aws:ec2/securityGroup:SecurityGroup", { name, description: "conformance", vpcId: vpc.id });

/** A policy document of one statement. */
export const document = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

/** The trust policy of a service's role. */
export const trust = (service = "ec2.amazonaws.com"): string =>
  document({ Action: "sts:AssumeRole", Principal: { Service: service } });

/** A policy that allows little. */
export const reading: string = document({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::conformance" });

/** A role that a service may take. */
export const role = (aws: Account, name: string, service?: string): Promise<Made<"aws:iam/role:Role">> =>
  aws.create("aws:iam/role:Role", { name, assumeRolePolicy: trust(service) });
