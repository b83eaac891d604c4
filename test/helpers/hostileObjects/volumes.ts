import { harmlessPod } from "../hostilePods/pod.ts";
import { claim, claims, selector, template } from "../tenantObjects.ts";
import type { HostileObject } from "./object.ts";

const volumes = "claims take no volume that is there already, and no performance that the tier does not sell: ";
const noVolumes = ". Allowed: claims without volumeName, selector and volumeAttributesClassName.";

/** Volumes that are not the environment's to have. */
export const hostileVolumes: readonly HostileObject[] = [
  [
    "a volume without a class",
    claims,
    claim({}),
    "storage",
    "volumes are of the class that the environment's quota counts: no storageClassName. Allowed: storageClassName tenantry.",
  ],
  [
    "a volume of the databases' class",
    claims,
    claim({ storageClassName: "tenantry-database" }),
    "storage",
    "volumes are of the class that the environment's quota counts: storageClassName tenantry-database. Allowed: storageClassName tenantry.",
  ],
  [
    "volumes of another class of a stateful set",
    "/apis/apps/v1 statefulsets",
    {
      spec: {
        serviceName: "web",
        selector,
        template: template(harmlessPod),
        volumeClaimTemplates: [claim({ storageClassName: "fast" }, { metadata: { name: "data" } })],
      },
    },
    "storage",
    "volumes are of the class that the environment's quota counts: storageClassName fast. Allowed: storageClassName tenantry.",
  ],
  [
    "a neighbour's volume by name",
    claims,
    claim({ storageClassName: "tenantry", volumeName: "pvc-of-globex" }),
    "storage",
    `${volumes}volumeName pvc-of-globex${noVolumes}`,
  ],
  [
    "whatever volume there is",
    claims,
    claim({ storageClassName: "tenantry", selector: {} }),
    "storage",
    `${volumes}selector of volumes${noVolumes}`,
  ],
  [
    "a faster volume",
    claims,
    claim({ storageClassName: "tenantry", volumeAttributesClassName: "gold" }),
    "storage",
    `${volumes}volumeAttributesClassName gold${noVolumes}`,
  ],
];
