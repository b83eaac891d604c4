import { databaseVolumeClass, platformPriorityClass } from "../../shared/clusterObjects.ts";
import { ontoNodesOf } from "../ownNodes.ts";
import { images } from "./images.ts";
import type { DatabasePlan } from "./plan.ts";

/** The database and its owner that applications find. */
const application = "app";

/**
 * A cluster's spec as CloudNativePG v1.27 takes it. Nothing in it replaces the cluster when a tier changes: more instances are added,
 * other sizes restart them one by one.
 *
 * @param labels of all that the operator makes for it.
 */
export function clusterSpec(database: DatabasePlan, labels: Readonly<Record<string, string>>) {
  const { instances, version, storageGiB, backup, setUp } = database;
  const size = { cpu: `${String(database.vcpu * 1000)}m`, memory: `${String(database.memoryGiB * 1024)}Mi` };
  return {
    description: "The database of one environment",
    instances,
    imageName: images[version],
    enableSuperuserAccess: false,
    bootstrap: {
      initdb: {
        database: application,
        owner: application,
        dataChecksums: true,
        ...(setUp !== undefined && { postInitApplicationSQL: [...setUp] }),
      },
    },
    storage: { storageClass: databaseVolumeClass, size: `${String(storageGiB)}Gi`, resizeInUseVolumes: true },
    // Requests that are equal to limits keep the system from ending the database where memory is short ("Resource management").
    resources: { requests: size, limits: size },
    priorityClassName: platformPriorityClass,
    // A budget for the only instance would keep its node from ever being drained ("Kubernetes Upgrade and Maintenance").
    enablePDB: instances > 1,
    ...placementOf(database),
    inheritedMetadata: { labels },
    monitoring: { enablePodMonitor: false, disableDefaultQueries: true },
    ...(backup !== undefined && {
      backup: {
        target: "prefer-standby",
        // Cold: without an archive of the log, a snapshot of a running instance is none that it is known to start from ("Backup").
        volumeSnapshot: { className: backup.snapshotClass, online: false, snapshotOwnerReference: "backup" },
      },
    }),
  };
}

/** Where instances run: apart from each other, as far as there is room where the tier promises nothing. */
function placementOf({ cluster, spread, ownNodesOf }: DatabasePlan) {
  return {
    affinity: {
      enablePodAntiAffinity: true,
      podAntiAffinityType: spread === "none" ? "preferred" : "required",
      topologyKey: "kubernetes.io/hostname",
      ...(ownNodesOf !== undefined && ontoNodesOf(ownNodesOf)),
    },
    ...(spread === "zones" && {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          // With fewer zones than instances, or one that is away, two share one.
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { "cnpg.io/cluster": cluster, "cnpg.io/podRole": "instance" } },
        },
      ],
    }),
  };
}
