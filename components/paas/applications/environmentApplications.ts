import * as pulumi from "@pulumi/pulumi";

import type { ObjectPlace } from "../environment/metadata.ts";
import { Application } from "./application.ts";
import type { EnvironmentApplicationsPlan } from "./plan.ts";
import { volumePart } from "./volumeParts.ts";

/** Arguments of {@link EnvironmentApplications}. */
export interface EnvironmentApplicationsArgs extends ObjectPlace {
  /** The environment's apps, decided. */
  readonly applications: EnvironmentApplicationsPlan;
  /** What has to be there before pods are: bounds and accounts of the environment, its database. */
  readonly bounds: readonly pulumi.Resource[];
  /** Whether a part with data, by its id such as `apps/shop/prod`, is protected against deletion; all are when absent. */
  readonly isProtected?: (part: string) => boolean;
}

/** The apps of one environment. */
export class EnvironmentApplications extends pulumi.ComponentResource {
  constructor(name: string, args: EnvironmentApplicationsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:EnvironmentApplications", name, {}, opts);
    const { applications, namespace, labels, bounds, isProtected = () => true } = args;
    const { environment, placement, apps } = applications;
    for (const app of apps) {
      const protect = isProtected(volumePart(app.name, environment));
      new Application(
        `${name}--${app.name}`,
        { namespace, labels, environment, app, placement, bounds, protect },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
