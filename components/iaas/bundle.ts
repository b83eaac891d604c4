/** What a subnet is for: machines, ways in and out, or data that nothing outside the network reaches. */
export type SubnetRole = "private" | "public" | "data";

/** One subnet, decided: where it lies and what addresses it has. */
export interface SubnetPlan {
  /** `private-a`: role and zone letter; part of the resource's name. */
  readonly name: string;
  readonly role: SubnetRole;
  readonly cidr: string;
  readonly availabilityZone: string;
}

/** One bucket, decided. */
export interface BucketPlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The name on S3, unique in the world. */
  readonly bucketName: string;
}

/** What an IaaS subscription renders, with every name and address decided; plain, so that it can be stored and compared. */
export interface IaasBundlePlan {
  readonly network: {
    /** The VPC's Name tag. */
    readonly name: string;
    readonly cidr: string;
    readonly subnets: readonly SubnetPlan[];
    /** How private subnets reach the internet; needs public subnets unless `none`. */
    readonly natGateways: "none" | "one" | "per-zone";
    /** Ways to AWS services inside the network; absent where the tier has none. */
    readonly serviceEndpoints?: { readonly region: string; readonly interfaces: readonly string[] };
    /** Where all traffic is recorded; absent where the tier does not. */
    readonly flowLogs?: {
      readonly logGroupName: string;
      readonly retentionDays: number;
      readonly roleName: string;
      readonly accountId: string;
    };
  };
  readonly buckets: readonly BucketPlan[];
}
