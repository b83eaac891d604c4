/** Kinds that are in no namespace (`kubectl api-resources --namespaced=false` of Kubernetes 1.36, and the Gateway API's). */
const kinds = [
  "core/v1:Namespace",
  "core/v1:Node",
  "core/v1:PersistentVolume",
  "admissionregistration.k8s.io/v1:MutatingAdmissionPolicy",
  "admissionregistration.k8s.io/v1:MutatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/v1:MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration",
  "apiextensions.k8s.io/v1:CustomResourceDefinition",
  "apiregistration.k8s.io/v1:APIService",
  "certificates.k8s.io/v1:CertificateSigningRequest",
  "flowcontrol.apiserver.k8s.io/v1:FlowSchema",
  "flowcontrol.apiserver.k8s.io/v1:PriorityLevelConfiguration",
  "gateway.networking.k8s.io/v1:GatewayClass",
  "networking.k8s.io/v1:IngressClass",
  "node.k8s.io/v1:RuntimeClass",
  "rbac.authorization.k8s.io/v1:ClusterRole",
  "rbac.authorization.k8s.io/v1:ClusterRoleBinding",
  "scheduling.k8s.io/v1:PriorityClass",
  "storage.k8s.io/v1:CSIDriver",
  "storage.k8s.io/v1:CSINode",
  "storage.k8s.io/v1:StorageClass",
  "storage.k8s.io/v1:VolumeAttachment",
];

/** Type tokens of objects that are in no namespace. */
export const clusterScopedTypes = kinds.map((kind) => `kubernetes:${kind}`);

const types = new Set(clusterScopedTypes);

/** True for a type of objects that are in no namespace. */
export function isClusterScoped(type: string): boolean {
  return types.has(type);
}
