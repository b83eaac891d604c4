import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import * as pulumi from "@pulumi/pulumi";

import { objectMetadata, type ObjectPlace } from "../environment/metadata.ts";
import { clusterSpec } from "./clusterSpec.ts";
import { DatabaseOpenings } from "./openings.ts";
import type { DatabasePlan } from "./plan.ts";

/** Arguments of {@link EnvironmentDatabase}. */
export interface EnvironmentDatabaseArgs extends ObjectPlace {
  readonly database: DatabasePlan;
  /** What bounds the environment; the database comes after it. */
  readonly bounds: readonly pulumi.Resource[];
  /** Whether the engine refuses to delete it; true when absent. */
  readonly protect?: boolean;
}

const apiVersion = "postgresql.cnpg.io/v1";

/**
 * The PostgreSQL database of an environment, run by CloudNativePG: with a database and its owner `app`, whose password the operator
 * makes and keeps in the secret `<cluster>-app`, so that no state ever holds it. Its volumes go with it; backups stay until the
 * environment goes.
 */
export class EnvironmentDatabase extends pulumi.ComponentResource {
  constructor(name: string, args: EnvironmentDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:EnvironmentDatabase", name, {}, opts);
    const { namespace, labels, database } = args;
    const { cluster, backup, hibernated } = database;
    const { policies } = new DatabaseOpenings(name, { namespace, labels, database }, { parent: this });
    const metadata = objectMetadata(args, cluster);
    const resource = new CustomResource(
      name,
      {
        apiVersion,
        kind: "Cluster",
        metadata: {
          ...metadata,
          annotations: { ...metadata.annotations, "cnpg.io/hibernation": hibernated ? "on" : "off" },
        },
        spec: clusterSpec(database, labels),
      },
      { parent: this, protect: args.protect ?? true, dependsOn: [...args.bounds, ...policies] },
    );
    if (backup !== undefined) {
      new CustomResource(
        `${name}-backup`,
        {
          apiVersion,
          kind: "ScheduledBackup",
          metadata,
          spec: {
            schedule: backup.schedule,
            cluster: { name: cluster },
            method: "volumeSnapshot",
            // Backups outlive their schedule, which goes where a tier without one follows.
            backupOwnerReference: "none",
            suspend: hibernated,
          },
        },
        { parent: this, dependsOn: resource },
      );
    }
    this.registerOutputs({});
  }
}
