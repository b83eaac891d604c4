/** Admission policies. They are kept and never evaluated: that takes a real API server. */
import { isList, propertiesOf, Unknown, UNKNOWN, type Properties } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { kind, valueAt } from "./kind.ts";

const GROUP = "kubernetes:admissionregistration.k8s.io/v1";

/** Lists of which the API server wants one at least to have something in it. */
function oneOf(...names: readonly string[]): (inputs: Properties) => Problem[] {
  return (inputs) => {
    if (inputs["spec"] instanceof Unknown) return [];
    const values = names.map((name) => valueAt(inputs, `spec.${name}`));
    return values.some((value) => value instanceof Unknown || (isList(value) && value.length > 0))
      ? []
      : [{ property: `spec.${names[0] ?? ""}`, reason: "is required, but it is missing" }];
  };
}

/** A policy that cannot be evaluated stands in the way of a request unless it says otherwise. */
const failing = (inputs: Properties): Properties => ({
  spec: inputs["spec"] instanceof Unknown ? UNKNOWN : { failurePolicy: "Fail", ...propertiesOf(inputs["spec"]) },
});

/** Rows of admission policies and their bindings. */
export const admissionPolicyTypes: readonly ResourceType[] = [
  kind({
    token: `${GROUP}:ValidatingAdmissionPolicy`,
    plural: "validatingadmissionpolicies",
    names: "subdomain",
    clusterWide: true,
    check: oneOf("validations", "auditAnnotations"),
    outputs: failing,
  }),
  kind({
    token: `${GROUP}:ValidatingAdmissionPolicyBinding`,
    plural: "validatingadmissionpolicybindings",
    names: "subdomain",
    clusterWide: true,
    check: oneOf("validationActions"),
  }),
  kind({
    token: `${GROUP}:MutatingAdmissionPolicy`,
    plural: "mutatingadmissionpolicies",
    names: "subdomain",
    clusterWide: true,
    check: oneOf("mutations"),
    outputs: failing,
  }),
  kind({
    token: `${GROUP}:MutatingAdmissionPolicyBinding`,
    plural: "mutatingadmissionpolicybindings",
    names: "subdomain",
    clusterWide: true,
  }),
];
