/** Kubernetes kinds; add a row to the file of its sort, then run `node sandbox/types/generate.ts`. */
import type { ResourceType } from "../definition.ts";
import { accessTypes } from "./access.ts";
import { admissionPolicyTypes } from "./admissionPolicies.ts";
import { customResourceTypes } from "./customResources.ts";
import { namespaceTypes } from "./namespaces.ts";
import { serviceTypes } from "./services.ts";
import { settingsTypes } from "./settings.ts";
import { volumeTypes } from "./volumes.ts";
import { workloadTypes } from "./workloads.ts";

/** Kinds whose shapes the SDK declares. */
export const sdkTypes: readonly ResourceType[] = [
  ...namespaceTypes,
  ...settingsTypes,
  ...accessTypes,
  ...workloadTypes,
  ...serviceTypes,
  ...volumeTypes,
  ...admissionPolicyTypes,
];

/** Rows of the Kubernetes target. */
export const kubernetesTypes: readonly ResourceType[] = [...sdkTypes, ...customResourceTypes];
