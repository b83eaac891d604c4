import { clusterMetadata, type ClusterMetadata } from "../metadata.ts";
import type { MutatingPolicy } from "./defaults.ts";
import type { AdmissionPlan } from "./plan.ts";
import type { ValidatingPolicy } from "./policy.ts";

const apiVersion = "admissionregistration.k8s.io/v1";

/** An object of the API server's admission by its kind. */
export type AdmissionManifest = { readonly apiVersion: typeof apiVersion; readonly metadata: ClusterMetadata } & (
  | { readonly kind: "MutatingAdmissionPolicy"; readonly spec: MutatingPolicy["spec"] }
  | { readonly kind: "MutatingAdmissionPolicyBinding"; readonly spec: MutatingPolicy["binding"] }
  | { readonly kind: "ValidatingAdmissionPolicy"; readonly spec: ValidatingPolicy["spec"] }
  | { readonly kind: "ValidatingAdmissionPolicyBinding"; readonly spec: ValidatingPolicy["binding"] }
);

/** The objects of a cell's policies as the API server takes them, each policy before its binding. */
export function admissionManifests(
  { mutating, validating }: AdmissionPlan,
  labels: Readonly<Record<string, string>>,
): AdmissionManifest[] {
  const common = (name: string) => ({ apiVersion, metadata: clusterMetadata(name, labels) }) as const;
  return [
    ...mutating.flatMap(({ name, spec, binding }): AdmissionManifest[] => [
      { ...common(name), kind: "MutatingAdmissionPolicy", spec },
      { ...common(name), kind: "MutatingAdmissionPolicyBinding", spec: binding },
    ]),
    ...validating.flatMap(({ name, spec, binding }): AdmissionManifest[] => [
      { ...common(name), kind: "ValidatingAdmissionPolicy", spec },
      { ...common(name), kind: "ValidatingAdmissionPolicyBinding", spec: binding },
    ]),
  ];
}
