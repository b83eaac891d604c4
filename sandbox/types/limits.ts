/** Service limits by name, with the targets' own defaults. `limits` in sandbox.json overrides them. */

/** One limit. */
export interface Limit {
  /** Highest number of objects. */
  readonly standard: number;
  /** Within what the objects are counted: the whole scope, the AWS account over all regions, or one parent object. */
  readonly within: "scope" | "account" | "parent";
  /** The target's error code. */
  readonly code: string;
  readonly message: string;
}

/** Defaults from AWS's published quotas (Service Quotas: Amazon VPC, Amazon S3, AWS KMS). */
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
  bucketsPerAccount: {
    standard: 10_000,
    within: "account",
    code: "TooManyBuckets",
    message: "You have attempted to create more buckets than allowed",
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
} as const satisfies Record<string, Limit>;

/** Name of a limit. */
export type LimitName = keyof typeof LIMITS;
