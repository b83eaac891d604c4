/** Admission policies. They are kept and never evaluated: that takes a real API server. */
import type { ResourceType } from "../definition.ts";
import { kind } from "./kind.ts";

const GROUP = "kubernetes:admissionregistration.k8s.io/v1";

/** Rows of admission policies and their bindings. */
export const admissionPolicyTypes: readonly ResourceType[] = [
  kind({
    token: `${GROUP}:ValidatingAdmissionPolicy`,
    plural: "validatingadmissionpolicies",
    names: "subdomain",
    clusterWide: true,
  }),
  kind({
    token: `${GROUP}:ValidatingAdmissionPolicyBinding`,
    plural: "validatingadmissionpolicybindings",
    names: "subdomain",
    clusterWide: true,
  }),
  kind({
    token: `${GROUP}:MutatingAdmissionPolicy`,
    plural: "mutatingadmissionpolicies",
    names: "subdomain",
    clusterWide: true,
  }),
  kind({
    token: `${GROUP}:MutatingAdmissionPolicyBinding`,
    plural: "mutatingadmissionpolicybindings",
    names: "subdomain",
    clusterWide: true,
  }),
];
