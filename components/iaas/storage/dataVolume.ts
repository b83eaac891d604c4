import { Volume } from "@pulumi/aws/ebs/volume.js";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link DataVolume}. */
export interface DataVolumeArgs {
  /** The volume's Name tag. */
  readonly volumeName: string;
  /** How large it is, in GiB; AWS grows it in place and refuses to shrink it. */
  readonly sizeGiB: number;
  /** The zone whose machines attach it, such as `eu-central-1a`. A change replaces the volume. */
  readonly availabilityZone: string;
  /** The KMS key that encrypts it; the account's EBS key when absent. A change replaces the volume. */
  readonly keyArn?: pulumi.Input<string>;
  /** Whether the engine refuses to delete the volume; true when absent. */
  readonly protect?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * An encrypted general purpose disk with the performance that its price includes. When it is deleted after all, a snapshot
 * stays behind.
 *
 * @example
 * new DataVolume("data", {
 *   volumeName: "acme--web--data",
 *   sizeGiB: 100,
 *   availabilityZone: "eu-central-1a",
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class DataVolume extends pulumi.ComponentResource {
  /** The volume's id, which machines attach it by. */
  readonly volumeId: pulumi.Output<string>;
  /** The volume's ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DataVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:DataVolume", name, {}, opts);
    const { volumeName, sizeGiB, availabilityZone, keyArn, protect = true, tags } = args;
    const volume = new Volume(
      name,
      {
        availabilityZone,
        size: sizeGiB,
        type: "gp3",
        encrypted: true,
        ...(keyArn !== undefined && { kmsKeyId: keyArn }),
        finalSnapshot: true,
        tags: { ...tags, Name: volumeName },
      },
      { parent: this, protect },
    );
    this.volumeId = volume.id;
    this.arn = volume.arn;
    this.registerOutputs({ volumeId: this.volumeId, arn: this.arn });
  }
}
