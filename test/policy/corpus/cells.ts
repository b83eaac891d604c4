import { adding, faults, set, without } from "./awsStack.ts";
import { cell, shared } from "./cellStack.ts";
import type { CorpusCase } from "./corpusCase.ts";

/** What a cell lacks that should keep its tenants apart. */
export const cellFaults: readonly CorpusCase[] = faults(cell, [
  [
    "a policy that lets through",
    set("tenantry-pods", "spec.failurePolicy", "Ignore"),
    "isolation/admission-fails-closed tenantry-pods spec.failurePolicy",
  ],
  [
    "defaults that may fail",
    set("tenantry-defaults", "spec.failurePolicy", "Ignore"),
    "isolation/admission-fails-closed tenantry-defaults spec.failurePolicy",
  ],
  ["a policy that nothing binds", without("tenantry-services.binding"), "isolation/admission-bound tenantry-services"],
  [
    "a policy that warns",
    set("tenantry-storage.binding", "spec.validationActions", ["Warn"]),
    "isolation/admission-bound tenantry-storage",
  ],
  [
    "a policy for some",
    set("tenantry-pods.binding", "spec.matchResources", {}),
    "isolation/admission-bound tenantry-pods",
  ],
  [
    "routes that nobody looks at",
    set("tenantry-routes", "spec.matchConstraints.resourceRules", []),
    "isolation/admission-complete tenantry-cell",
  ],
  [
    "pods of some namespaces",
    set("tenantry-pods", "spec.matchConstraints.namespaceSelector", { matchLabels: { x: "y" } }),
    "isolation/admission-complete tenantry-cell",
  ],
  [
    "disks that anybody can read",
    set("tenantry", "parameters.encrypted", "false"),
    "isolation/volumes-encrypted tenantry parameters.encrypted",
  ],
  [
    "disks as the driver makes them",
    set("tenantry-database", "parameters", {}),
    "isolation/volumes-encrypted tenantry-database parameters.encrypted",
  ],
  [
    "databases that go with their claim",
    set("tenantry-database", "reclaimPolicy", "Delete"),
    "isolation/volumes-kept tenantry-database reclaimPolicy",
  ],
  [
    "disks that do not grow",
    set("tenantry", "allowVolumeExpansion", false),
    "isolation/volumes-kept tenantry allowVolumeExpansion",
  ],
  [
    "pods above the cluster's own",
    set("tenantry-platform", "value", 2_000_000_000),
    "isolation/priorities-bounded tenantry-platform value",
  ],
  [
    "everybody's priority",
    set("tenantry-low", "globalDefault", true),
    "isolation/priorities-bounded tenantry-low globalDefault",
  ],
  [
    "listeners of everybody",
    set("gateway", "spec.allowedListeners.namespaces.from", "All"),
    "isolation/listeners-bounded gateway spec.allowedListeners.namespaces",
  ],
  [
    "routes of everybody without TLS",
    set("gateway", "spec.listeners.0.allowedRoutes.namespaces.from", "All"),
    "isolation/listeners-bounded gateway spec.listeners.0.allowedRoutes.namespaces.from",
    "isolation/listeners-encrypted gateway spec.listeners.0.protocol",
  ],
  [
    "an answer without TLS",
    set("redirect", "spec.rules.0", { backendRefs: [{ name: "x" }] }),
    "isolation/plain-requests-redirected redirect spec.rules.0",
  ],
  [
    "a namespace for anything",
    set("tenantry-cell", "metadata.labels", {
      "app.kubernetes.io/managed-by": "tenantry",
      "tenantry.dev/cell": "eu-shared-1",
    }),
    "isolation/pod-security-enforced tenantry-cell metadata.labels.pod-security.kubernetes.io/enforce",
  ],
  [
    "an administrator",
    adding(
      shared(`rbac.authorization.k8s.io/v1:ClusterRoleBinding`, "tenantry-admin", {
        roleRef: { kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "Group", name: "ops" }],
      }),
    ),
    "isolation/no-cluster-wide-roles tenantry-admin roleRef.name",
  ],
  [
    "an object of the cluster's own namespace",
    set("redirect", "metadata.namespace", "kube-system"),
    "isolation/own-namespace redirect metadata.namespace",
  ],
]);
