import { AccessPoint } from "@pulumi/aws/s3/accessPoint.js";
import * as pulumi from "@pulumi/pulumi";

import type { AccessPointPlan } from "./plan.ts";
import { accessPointPolicy } from "./policy.ts";

/** Arguments of {@link StorageAccessPoint}. */
export interface StorageAccessPointArgs {
  readonly accessPoint: AccessPointPlan;
  /** The bucket's name on S3. */
  readonly bucketName: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A way to a bucket for roles that it names, and to nothing else. */
export class StorageAccessPoint extends pulumi.ComponentResource {
  /** What programs use in the place of a bucket's name. */
  readonly alias: pulumi.Output<string>;

  constructor(name: string, args: StorageAccessPointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:storage:StorageAccessPoint", name, {}, opts);
    const { accessPoint, bucketName, tags } = args;
    const { accessPointName, vpcId } = accessPoint;
    const point = new AccessPoint(
      name,
      {
        name: accessPointName,
        bucket: bucketName,
        policy: JSON.stringify(accessPointPolicy(accessPoint)),
        publicAccessBlockConfiguration: {
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        ...(vpcId !== undefined && { vpcConfiguration: { vpcId } }),
        tags,
      },
      { parent: this },
    );
    this.alias = point.alias;
    this.registerOutputs({ alias: this.alias });
  }
}
