/** Attributes of a product in a price list, by name. */
export type Attributes = Readonly<Record<string, string>>;

/** Where a price list has the price of some rates. */
export interface ListedRate {
  /** The list's code of the service, such as `AmazonEC2`. */
  readonly offer: string;
  /** The names that such rates have. */
  readonly names: RegExp;
  /** Undefined for products that are of none. */
  readonly productFamily: string | undefined;
  /** What the product's attributes are, or what they match. */
  readonly attributes: Readonly<Record<string, string | RegExp>>;
  /** The unit of the list's prices. */
  readonly unit: string;
  /** How many of the list's units one of the rate's is; one when absent. */
  readonly times?: number;
  /** The rate's name. */
  readonly rate: (attributes: Attributes) => string;
}

const machine = {
  operatingSystem: "Linux",
  tenancy: "Shared",
  preInstalledSw: "NA",
  capacitystatus: "Used",
  licenseModel: "No License required",
} as const;

const engines: Readonly<Record<string, string>> = { PostgreSQL: "postgres", MySQL: "mysql" };

const zones: Readonly<Record<string, string>> = { "Single-AZ": "single", "Multi-AZ": "multi" };

/** A usage type, which may have the region's short name in front of it; `TS-` is none, but load balancers' trust stores. */
const usage = (type: string): RegExp => new RegExp(`^(?:(?!TS-)[A-Z0-9]+-)?${type}$`);

const fixed = (
  offer: string,
  rate: string,
  productFamily: string | undefined,
  unit: string,
  attributes: ListedRate["attributes"],
): ListedRate => ({ offer, names: exactly(rate), productFamily, attributes, unit, rate: () => rate });

const exactly = (name: string): RegExp => new RegExp(`^${name.replaceAll(".", "\\.")}$`);

/**
 * Which product of AWS's price lists each rate is the price of. The lists count in GB what is 2³⁰ bytes (AWS Price List: `GB-Mo` of EBS
 * and S3, whose pricing pages say so), so that their units are those of the rates.
 *
 * How products are told apart: Reading the service price list file (AWS Billing User Guide), and the attributes in the files themselves.
 */
export const awsRates: readonly ListedRate[] = [
  {
    offer: "AmazonEC2",
    names: /^aws\.ec2\.instance\..+\.hour$/,
    productFamily: "Compute Instance",
    attributes: { ...machine, usagetype: usage("BoxUsage:[a-z0-9.-]+") },
    unit: "Hrs",
    rate: ({ instanceType = "" }) => `aws.ec2.instance.${instanceType}.hour`,
  },
  fixed("AmazonEC2", "aws.ec2.natGateway.hour", "NAT Gateway", "Hrs", { usagetype: usage("NatGateway-Hours") }),
  fixed("AmazonEC2", "aws.ec2.natGateway.gib", "NAT Gateway", "GB", { usagetype: usage("NatGateway-Bytes") }),
  fixed("AmazonEC2", "aws.ebs.gp3.gibMonth", "Storage", "GB-Mo", { volumeApiName: "gp3" }),
  fixed("AmazonVPC", "aws.ec2.publicIpv4.hour", undefined, "Hrs", {
    usagetype: usage("PublicIPv4:InUseAddress"),
  }),
  fixed("AmazonVPC", "aws.vpc.endpoint.hour", "VpcEndpoint", "Hrs", { usagetype: usage("VpcEndpoint-Hours") }),
  {
    offer: "AmazonRDS",
    names: /^aws\.rds\.instance\.(?:postgres|mysql)\..+\.(?:single|multi)\.hour$/,
    productFamily: "Database Instance",
    attributes: {
      databaseEngine: /^(?:PostgreSQL|MySQL)$/,
      deploymentOption: /^(?:Single|Multi)-AZ$/,
      usagetype: usage("(?:InstanceUsage|Multi-AZUsage):.+"),
    },
    unit: "Hrs",
    rate: ({ databaseEngine = "", deploymentOption = "", instanceType = "" }) =>
      `aws.rds.instance.${engines[databaseEngine] ?? ""}.${instanceType}.${zones[deploymentOption] ?? ""}.hour`,
  },
  fixed("AmazonRDS", "aws.rds.gp3.single.gibMonth", "Database Storage", "GB-Mo", {
    databaseEngine: "Any",
    usagetype: usage("RDS:GP3-Storage"),
  }),
  fixed("AmazonRDS", "aws.rds.gp3.multi.gibMonth", "Database Storage", "GB-Mo", {
    databaseEngine: "Any",
    usagetype: usage("RDS:Multi-AZ-GP3-Storage"),
  }),
  fixed("AmazonRDS", "aws.rds.backup.gibMonth", "Storage Snapshot", "GB-Mo", {
    databaseEngine: "Any",
    usagetype: usage("RDS:ChargedBackupUsage"),
  }),
  fixed("AmazonS3", "aws.s3.standard.gibMonth", "Storage", "GB-Mo", { usagetype: usage("TimedStorage-ByteHrs") }),
  {
    ...fixed("AmazonS3", "aws.s3.standard.write.million", "API Request", "Requests", {
      group: "S3-API-Tier1",
      usagetype: usage("Requests-Tier1"),
    }),
    times: 1_000_000,
  },
  {
    ...fixed("AmazonS3", "aws.s3.standard.read.million", "API Request", "Requests", {
      group: "S3-API-Tier2",
      usagetype: usage("Requests-Tier2"),
    }),
    times: 1_000_000,
  },
  fixed("AWSELB", "aws.elb.application.hour", "Load Balancer-Application", "Hrs", {
    usagetype: usage("LoadBalancerUsage"),
  }),
  fixed("AWSELB", "aws.elb.application.capacityUnit.hour", "Load Balancer-Application", "LCU-Hrs", {
    usagetype: usage("LCUUsage"),
  }),
];
