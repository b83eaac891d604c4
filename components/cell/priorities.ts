import { PriorityClass } from "@pulumi/kubernetes/scheduling/v1/priorityClass.js";
import * as pulumi from "@pulumi/pulumi";

import { clusterMetadata } from "./metadata.ts";
import type { PriorityPlan } from "./plan.ts";

/** Arguments of {@link PriorityClasses}. */
export interface PriorityClassesArgs {
  readonly priorities: readonly PriorityPlan[];
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The priority classes of a cell, which all its tenants share. */
export class PriorityClasses extends pulumi.ComponentResource {
  constructor(name: string, args: PriorityClassesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:cell:PriorityClasses", name, {}, opts);
    for (const { name: className, ...priority } of args.priorities) {
      const metadata = clusterMetadata(className, args.labels);
      new PriorityClass(className, { metadata, globalDefault: false, ...priority }, { parent: this });
    }
    this.registerOutputs({});
  }
}
