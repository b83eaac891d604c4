import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import type { Rule } from "../../../core/policies/rule.ts";

const group = "kubernetes:admissionregistration.k8s.io/v1";
const validatingType = `${group}:ValidatingAdmissionPolicy`;
const mutatingType = `${group}:MutatingAdmissionPolicy`;

/** A policy that nothing binds does nothing. */
export const admissionBound: Rule = {
  id: "isolation/admission-bound",
  title: "Admission policies are bound, and refuse",
  severity: "critical",
  rationale:
    'A policy without a binding is never asked; a binding that only warns or audits lets all through, and one with matchResources asks for some of the objects alone (Kubernetes documentation, "Validating Admission Policy").',
  remediation:
    "Add a binding with the policy's name as policyName and without matchResources; of a validating policy, with Deny among its validationActions.",
  controls: [cisKubernetes("5.2.1")],
  resourceTypes: [validatingType, mutatingType],
  looksAt: "stack",
  check(policy, context) {
    const name = valueAt(policy.inputs, "metadata", "name");
    const bindings = related(context, `${policy.type}Binding`, "spec.policyName", name).filter(
      ({ inputs }) => valueAt(inputs, "spec", "matchResources") === undefined,
    );
    if (bindings.length === 0) return [{ message: "The policy should have a binding for all that it matches." }];
    const refuses = bindings.some(({ inputs }) => listAt(inputs, "spec", "validationActions").includes("Deny"));
    if (policy.type === mutatingType || refuses) return [];
    return [{ message: "A binding of the policy should have Deny among its validationActions." }];
  },
};
