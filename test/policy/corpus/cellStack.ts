/** A cell's stack as the field wants it: what keeps its tenants apart, and what they share. */
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { resource } from "../../helpers/judge.ts";

const labels = { "app.kubernetes.io/managed-by": "tenantry", "tenantry.dev/cell": "eu-shared-1" };

/** An object of the cell, named as its resource. */
export const shared = (type: string, name: string, inputs: object, metadata: object = {}): RenderedResource =>
  resource(`kubernetes:${type}`, name, { metadata: { name, labels, ...metadata }, ...inputs });

const namespace = "tenantry-cell";
const admission = "admissionregistration.k8s.io/v1";
const ofTenants = { matchExpressions: [{ key: "tenantry.dev/tenant", operator: "Exists" }] };

/** A policy of the API server for tenants' objects of one kind, and its binding. */
const policy = (name: string, apiGroup: string, resources: readonly string[]): RenderedResource[] => [
  shared(`${admission}:ValidatingAdmissionPolicy`, `tenantry-${name}`, {
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        namespaceSelector: ofTenants,
        resourceRules: [{ apiGroups: [apiGroup], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources }],
      },
    },
  }),
  shared(`${admission}:ValidatingAdmissionPolicyBinding`, `tenantry-${name}.binding`, {
    spec: { policyName: `tenantry-${name}`, validationActions: ["Deny"] },
  }),
];

const priority = (name: string, value: number) =>
  shared("scheduling.k8s.io/v1:PriorityClass", `tenantry-${name}`, { value, globalDefault: false });
const volumes = (name: string, reclaimPolicy: string) =>
  shared("storage.k8s.io/v1:StorageClass", name, {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true" },
    reclaimPolicy,
    allowVolumeExpansion: true,
    volumeBindingMode: "WaitForFirstConsumer",
  });
const gatewayApi = "gateway.networking.k8s.io/v1";

/** The stack's resources. */
export const cell: readonly RenderedResource[] = [
  {
    ...shared(
      "core/v1:Namespace",
      namespace,
      {},
      { labels: { ...labels, "pod-security.kubernetes.io/enforce": "baseline" } },
    ),
    protect: true,
  },
  shared(`${admission}:MutatingAdmissionPolicy`, "tenantry-defaults", { spec: { failurePolicy: "Fail" } }),
  shared(`${admission}:MutatingAdmissionPolicyBinding`, "tenantry-defaults.binding", {
    spec: { policyName: "tenantry-defaults" },
  }),
  ...policy("pods", "", ["pods"]),
  ...policy("services", "", ["services"]),
  ...policy("storage", "", ["persistentvolumeclaims"]),
  ...policy("credentials", "", ["secrets"]),
  ...policy("routes", "gateway.networking.k8s.io", ["httproutes"]),
  ...policy("autoscaling", "autoscaling", ["horizontalpodautoscalers"]),
  priority("low", 1000),
  priority("normal", 2000),
  priority("platform", 10_000),
  volumes("tenantry", "Delete"),
  volumes("tenantry-database", "Retain"),
  shared(`${gatewayApi}:GatewayClass`, "tenantry.class", { spec: { controllerName: "gateway.envoyproxy.io/x" } }),
  {
    ...shared(
      `${gatewayApi}:Gateway`,
      "gateway",
      {
        spec: {
          listeners: [{ name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "Same" } } }],
          allowedListeners: { namespaces: { from: "Selector", selector: ofTenants } },
        },
      },
      { namespace },
    ),
    protect: true,
  },
  shared(
    `${gatewayApi}:HTTPRoute`,
    "redirect",
    {
      spec: {
        parentRefs: [{ name: "gateway" }],
        rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https" } }] }],
      },
    },
    { namespace },
  ),
];
