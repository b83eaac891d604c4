import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { partValue, podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

const property = "serviceAccountName";

/** Pods do not run as the account that every pod has which names none. */
export const ownServiceAccount: Rule = podRule({
  id: "isolation/own-service-account",
  title: "Pods run as an account that was made for them",
  severity: "medium",
  rationale:
    "What is granted to the account default is granted to every pod of the namespace that says nothing (CIS Kubernetes Benchmark, default service accounts).",
  remediation: `Set ${property} of the pod's spec to an account of the environment other than default.`,
  controls: [cisKubernetes("5.1.5")],
  check({ pod }) {
    const account = partValue(pod, property);
    const isOwn = typeof account === "string" && account !== "" && account !== "default";
    return isOwn ? [] : [wrong(pod, property, "be an account other than default")];
  },
});
