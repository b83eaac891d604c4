import type { KubernetesCell } from "../../../core/schema/cell.ts";
import { autoscalingPolicy } from "./autoscaling.ts";
import { credentialsPolicy } from "./credentials.ts";
import { databasePolicies } from "./databaseObjects.ts";
import { defaultsPolicy, type MutatingPolicy } from "./defaults.ts";
import { hostsPolicies } from "./hosts.ts";
import { imagesPolicy } from "./images.ts";
import { placementPolicy } from "./placement.ts";
import type { ValidatingPolicy } from "./policy.ts";
import { privilegesPolicy } from "./privileges.ts";
import { sharedObjectsPolicy } from "./sharedObjects.ts";
import { endpointsPolicy, servicesPolicy } from "./services.ts";
import { storagePolicy } from "./storage.ts";

/** What a cell's API server changes and refuses in the namespaces of tenants. */
export interface AdmissionPlan {
  readonly mutating: readonly MutatingPolicy[];
  readonly validating: readonly ValidatingPolicy[];
}

/** All policies of a cell. Those of hosts are there without a gateway too: the cluster may have one for others. */
export function planAdmission(cell: Pick<KubernetesCell, "databases" | "registries" | "hosts">): AdmissionPlan {
  return {
    mutating: [defaultsPolicy(cell)],
    validating: [
      imagesPolicy(cell),
      placementPolicy(cell),
      privilegesPolicy(cell),
      credentialsPolicy(),
      servicesPolicy(),
      endpointsPolicy(),
      storagePolicy(cell),
      ...hostsPolicies(cell),
      ...(cell.hosts === undefined ? [] : [sharedObjectsPolicy()]),
      autoscalingPolicy(),
      ...databasePolicies(cell),
    ],
  };
}
