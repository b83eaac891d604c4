import { soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Volumes grow in place, and those of databases outlive them. */
export const volumesKept: Rule = {
  id: "isolation/volumes-kept",
  title: "Classes of volumes let data grow, and keep that of databases",
  severity: "medium",
  rationale:
    'A volume that cannot grow has to be copied to another when it is full, and one that is deleted with its claim is gone with a mistake (Kubernetes documentation, "Storage Classes").',
  remediation:
    "Set allowVolumeExpansion to true and volumeBindingMode to WaitForFirstConsumer; of the class tenantry-database, reclaimPolicy to Retain.",
  controls: [soc2("A1.2")],
  resourceTypes: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  looksAt: "resource",
  check({ inputs }) {
    const isOfDatabases = valueAt(inputs, "metadata", "name") === "tenantry-database";
    const wanted = {
      allowVolumeExpansion: true,
      // Made before its pod has a node, a volume may lie in a zone where the pod finds no room.
      volumeBindingMode: "WaitForFirstConsumer",
      ...(isOfDatabases && { reclaimPolicy: "Retain" }),
    };
    return Object.entries(wanted)
      .filter(([property, value]) => valueAt(inputs, property) !== value)
      .map(([property, value]) => ({ property, message: `${property} should be ${String(value)}.` }));
  },
};
