import * as pulumi from "@pulumi/pulumi";

import { AdmissionPolicies } from "./admission/admission.ts";
import { CellGateway } from "./gateway.ts";
import { cellNamespaceOf } from "./namespace.ts";
import type { CellPlan } from "./plan.ts";
import { PriorityClasses } from "./priorities.ts";
import { VolumeClasses } from "./volumes.ts";

/** Arguments of {@link CellObjects}. */
export interface CellObjectsArgs extends CellPlan {
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the engine refuses to delete what customers' addresses lead to; true when absent. */
  readonly protect?: boolean;
}

/**
 * What the tenants of a cell share, in a stack of the cell's own: two tenants' stacks that made one object would take it from each
 * other.
 *
 * @example
 * new CellObjects("eu-shared-1", { ...planCell(cell), labels: { "tenantry.dev/cell": cell.id } });
 */
export class CellObjects extends pulumi.ComponentResource {
  constructor(name: string, args: CellObjectsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:cell:CellObjects", name, {}, opts);
    const parent = { parent: this };
    const { priorities, admission, volumes, gateway, labels, protect = true } = args;
    const classes = new PriorityClasses(`${name}-priorities`, { priorities, labels }, parent);
    // The policies give pods a priority class, which has to be there.
    const policies = new AdmissionPolicies(
      `${name}-admission`,
      { admission, labels },
      { parent: this, dependsOn: classes },
    );
    const { metadata } = cellNamespaceOf(labels, { parent: this, protect, dependsOn: policies });
    if (volumes !== undefined) new VolumeClasses(`${name}-volumes`, { classes: volumes, labels }, parent);
    if (gateway !== undefined) {
      new CellGateway(`${name}-gateway`, { gateway, namespace: metadata.name, protect, labels }, parent);
    }
    this.registerOutputs({});
  }
}
