import type { PlatformUse } from "../environment/quota.ts";
import type { DatabasePlan } from "./plan.ts";

/** Objects of CloudNativePG v1.27.0 for one cluster without a superuser, metrics or poolers. */
const made = {
  // The owner's password, two authorities' and the server's and the replicas' certificates, perhaps the operator's pull secret.
  "count/secrets": 5,
  // For reading and writing, for reading from copies, for reading from any.
  "count/services": 3,
};

/** What a database uses of its environment: it is the platform's, and none of what the customer is granted. */
export function platformUse(database: DatabasePlan): PlatformUse {
  const { instances, vcpu, memoryGiB, storageGiB, hibernated } = database;
  const largest = { cpuMillis: vcpu * 1000, memoryMiB: memoryGiB * 1024, volumeGiB: storageGiB };
  // A pod that ends still counts while the job begins that makes the next instance.
  const pods = hibernated ? 0 : instances + 1;
  return {
    cpuMillis: pods * largest.cpuMillis,
    memoryMiB: pods * largest.memoryMiB,
    storageGiB: instances * storageGiB,
    pods,
    largest,
    objects: { ...made, "count/persistentvolumeclaims": instances, "count/jobs.batch": instances },
  };
}
