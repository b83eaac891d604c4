import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import * as pulumi from "@pulumi/pulumi";

import { clusterMetadata } from "./metadata.ts";
import type { VolumeClassPlan } from "./plan.ts";

/** Arguments of {@link VolumeClasses}. */
export interface VolumeClassesArgs {
  readonly classes: readonly VolumeClassPlan[];
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The classes of volumes of a cell, which all its tenants share. Volumes are made where their pod is, and grow in place. */
export class VolumeClasses extends pulumi.ComponentResource {
  constructor(name: string, args: VolumeClassesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:cell:VolumeClasses", name, {}, opts);
    for (const { name: className, ...volumes } of args.classes) {
      const metadata = clusterMetadata(className, args.labels);
      const common = { allowVolumeExpansion: true, volumeBindingMode: "WaitForFirstConsumer" };
      new StorageClass(className, { metadata, ...common, ...volumes }, { parent: this });
    }
    this.registerOutputs({});
  }
}
