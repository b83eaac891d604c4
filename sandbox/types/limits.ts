/** Service limits by name, with the targets' own defaults. `limits` in sandbox.json overrides them. */

/** One limit. */
export interface Limit {
  /** Highest number of objects. */
  readonly standard: number;
  /** Limit that this one rises with when it is not set itself, as AWS does it. */
  readonly follows?: string;
  /** Within what the objects are counted: the whole scope, the AWS account over all regions, or one parent object. */
  readonly within: "scope" | "account" | "parent";
  /** The target's error code. */
  readonly code: string;
  readonly message: string;
}

/**
 * Defaults from AWS's published quotas (AWS General Reference, "Service endpoints and quotas", page of each service; Amazon EFS User
 * Guide, "Amazon EFS quotas"; Elastic Load Balancing, "Quotas for your Application Load Balancers"; Amazon RDS User Guide, "Quotas and
 * constraints for Amazon RDS"; AWS Backup Developer Guide, "AWS Backup quotas"); error codes from the API references.
 */
export const LIMITS = {
  vpcsPerRegion: {
    standard: 5,
    within: "scope",
    code: "VpcLimitExceeded",
    message: "The maximum number of VPCs has been reached",
  },
  subnetsPerVpc: {
    standard: 200,
    within: "parent",
    code: "SubnetLimitExceeded",
    message: "The maximum number of subnets per VPC has been reached",
  },
  routeTablesPerVpc: {
    standard: 200,
    within: "parent",
    code: "RouteTableLimitExceeded",
    message: "The maximum number of route tables per VPC has been reached",
  },
  routesPerRouteTable: {
    standard: 500,
    within: "parent",
    code: "RouteLimitExceeded",
    message: "The maximum number of routes per route table has been reached",
  },
  internetGatewaysPerRegion: {
    standard: 5,
    follows: "vpcsPerRegion",
    within: "scope",
    code: "InternetGatewayLimitExceeded",
    message: "The maximum number of internet gateways has been reached",
  },
  eipsPerRegion: {
    standard: 5,
    within: "scope",
    code: "AddressLimitExceeded",
    message: "The maximum number of addresses has been reached",
  },
  natGatewaysPerZone: {
    standard: 5,
    within: "scope",
    code: "NatGatewayLimitExceeded",
    message: "The maximum number of NAT gateways per availability zone has been reached",
  },
  securityGroupsPerRegion: {
    standard: 2500,
    within: "scope",
    code: "SecurityGroupLimitExceeded",
    message: "The maximum number of security groups has been reached",
  },
  rulesPerSecurityGroup: {
    standard: 60,
    within: "scope",
    code: "RulesPerSecurityGroupLimitExceeded",
    message: "The maximum number of rules per security group has been reached",
  },
  networkAclsPerVpc: {
    standard: 200,
    within: "parent",
    code: "NetworkAclLimitExceeded",
    message: "The maximum number of network ACLs per VPC has been reached",
  },
  rulesPerNetworkAcl: {
    standard: 20,
    within: "scope",
    code: "NetworkAclEntryLimitExceeded",
    message: "The maximum number of rules per network ACL and direction has been reached",
  },
  gatewayEndpointsPerRegion: {
    standard: 20,
    within: "scope",
    code: "VpcEndpointLimitExceeded",
    message: "The maximum number of gateway VPC endpoints has been reached",
  },
  interfaceEndpointsPerVpc: {
    standard: 50,
    within: "parent",
    code: "VpcEndpointLimitExceeded",
    message: "The maximum number of interface VPC endpoints per VPC has been reached",
  },
  bucketsPerAccount: {
    standard: 10_000,
    within: "account",
    code: "TooManyBuckets",
    message: "You have attempted to create more buckets than allowed",
  },
  accessPointsPerRegion: {
    standard: 10_000,
    within: "scope",
    code: "TooManyAccessPoints",
    message: "You have attempted to create more access points than are allowed for an account",
  },
  kmsKeysPerRegion: {
    standard: 100_000,
    within: "scope",
    code: "LimitExceededException",
    message: "The maximum number of KMS keys has been reached",
  },
  kmsAliasesPerKey: {
    standard: 50,
    within: "parent",
    code: "LimitExceededException",
    message: "The maximum number of aliases per KMS key has been reached",
  },
  rolesPerAccount: {
    standard: 1000,
    within: "account",
    code: "LimitExceeded",
    message: "Cannot exceed quota for RolesPerAccount",
  },
  policiesPerAccount: {
    standard: 1500,
    within: "account",
    code: "LimitExceeded",
    message: "Cannot exceed quota for PoliciesPerAccount",
  },
  instanceProfilesPerAccount: {
    standard: 1000,
    within: "account",
    code: "LimitExceeded",
    message: "Cannot exceed quota for InstanceProfilesPerAccount",
  },
  managedPoliciesPerRole: {
    standard: 10,
    within: "parent",
    code: "LimitExceeded",
    message: "Cannot exceed quota for PoliciesPerRole",
  },
  logGroupsPerRegion: {
    standard: 1_000_000,
    within: "scope",
    code: "LimitExceededException",
    message: "Resource limit exceeded: log groups",
  },
  budgetsPerAccount: {
    standard: 20_000,
    within: "account",
    code: "CreationLimitExceededException",
    message: "You have exceeded the maximum number of budgets",
  },
  resourceGroupsPerRegion: {
    standard: 100,
    within: "scope",
    code: "BadRequestException",
    message: "The maximum number of resource groups has been reached",
  },
  gp3StorageTiBPerRegion: {
    standard: 50,
    within: "scope",
    code: "VolumeLimitExceeded",
    message: "The maximum storage of gp3 volumes, in TiB, has been reached",
  },
  fileSystemsPerRegion: {
    standard: 1000,
    within: "scope",
    code: "FileSystemLimitExceeded",
    message: "The maximum number of file systems has been reached",
  },
  launchTemplatesPerRegion: {
    standard: 5000,
    within: "scope",
    code: "LaunchTemplateLimitExceeded",
    message: "The maximum number of launch templates has been reached",
  },
  autoScalingGroupsPerRegion: {
    standard: 500,
    within: "scope",
    code: "LimitExceeded",
    message: "You have already reached a limit for your Auto Scaling resources: groups",
  },
  scalingPoliciesPerGroup: {
    standard: 50,
    within: "parent",
    code: "LimitExceeded",
    message: "You have already reached a limit for your Auto Scaling resources: policies of a group",
  },
  loadBalancersPerRegion: {
    standard: 50,
    within: "scope",
    code: "TooManyLoadBalancers",
    message: "The maximum number of load balancers of a type has been reached",
  },
  listenersPerLoadBalancer: {
    standard: 50,
    within: "parent",
    code: "TooManyListeners",
    message: "The maximum number of listeners of a load balancer has been reached",
  },
  targetGroupsPerRegion: {
    standard: 3000,
    within: "scope",
    code: "TooManyTargetGroups",
    message: "The maximum number of target groups has been reached",
  },
  databaseInstancesPerRegion: {
    standard: 40,
    within: "scope",
    code: "InstanceQuotaExceeded",
    message: "The maximum number of DB instances has been reached",
  },
  databaseStorageGBPerRegion: {
    standard: 100_000,
    within: "scope",
    code: "StorageQuotaExceeded",
    message: "The maximum storage of all DB instances, in GB, has been reached",
  },
  databaseSubnetGroupsPerRegion: {
    standard: 50,
    within: "scope",
    code: "DBSubnetGroupQuotaExceeded",
    message: "The maximum number of DB subnet groups has been reached",
  },
  databaseParameterGroupsPerRegion: {
    standard: 50,
    within: "scope",
    code: "DBParameterGroupQuotaExceeded",
    message: "The maximum number of DB parameter groups has been reached",
  },
  backupVaultsPerRegion: {
    standard: 300,
    within: "scope",
    code: "LimitExceededException",
    message: "The maximum number of backup vaults has been reached",
  },
  backupPlansPerRegion: {
    standard: 300,
    within: "scope",
    code: "LimitExceededException",
    message: "The maximum number of backup plans has been reached",
  },
  backupSelectionsPerPlan: {
    standard: 100,
    within: "parent",
    code: "LimitExceededException",
    message: "The maximum number of selections of a backup plan has been reached",
  },
} as const satisfies Record<string, Limit>;

/** Name of a limit. */
export type LimitName = keyof typeof LIMITS;
