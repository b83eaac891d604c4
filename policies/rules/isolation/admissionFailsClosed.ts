import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

const group = "kubernetes:admissionregistration.k8s.io/v1";

/** What a policy cannot judge is refused. */
export const admissionFailsClosed: Rule = {
  id: "isolation/admission-fails-closed",
  title: "Admission policies refuse what they cannot judge",
  severity: "critical",
  rationale:
    'A policy that lets through what it fails on is gone around by whoever finds an object that it fails on (Kubernetes documentation, "Validating Admission Policy", failure policy).',
  remediation: "Set failurePolicy to Fail, or leave it out.",
  controls: [cisKubernetes("5.2.1")],
  resourceTypes: [
    `${group}:MutatingAdmissionPolicy`,
    `${group}:MutatingWebhookConfiguration`,
    `${group}:ValidatingAdmissionPolicy`,
    `${group}:ValidatingWebhookConfiguration`,
  ],
  looksAt: "resource",
  check({ inputs }) {
    const policies = [
      { property: "spec.failurePolicy", policy: valueAt(inputs, "spec", "failurePolicy") },
      ...listAt(inputs, "webhooks").map((webhook, index) => ({
        property: `webhooks.${String(index)}.failurePolicy`,
        policy: valueAt(webhook, "failurePolicy"),
      })),
    ];
    return policies
      .filter(({ policy }) => (policy ?? "Fail") !== "Fail")
      .map(({ property }) => ({ property, message: `${property} should be Fail.` }));
  },
};
