import { changed, created, deleted, refused, type Case } from "../case.ts";
import type { Json } from "../plugin.ts";

const GROUP = "kubernetes:admissionregistration.k8s.io/v1";
const VALIDATING = `${GROUP}:ValidatingAdmissionPolicy`;
const VALIDATING_BINDING = `${GROUP}:ValidatingAdmissionPolicyBinding`;
const MUTATING = `${GROUP}:MutatingAdmissionPolicy`;
const MUTATING_BINDING = `${GROUP}:MutatingAdmissionPolicyBinding`;

/** Of a kind that nothing is created of here. */
const matchConstraints = {
  resourceRules: [{ apiGroups: ["batch"], apiVersions: ["v1"], operations: ["CREATE"], resources: ["cronjobs"] }],
};
const validating = (expression: string): Json => ({ spec: { matchConstraints, validations: [{ expression }] } });
const mutating = (expression: string): Json => ({
  spec: {
    matchConstraints,
    reinvocationPolicy: "Never",
    mutations: [{ patchType: "ApplyConfiguration", applyConfiguration: { expression } }],
  },
});
const binding = (policyName: string, more: Json = {}): Json => ({ spec: { policyName, ...more } });
const suspended = "Object{spec: Object.spec{suspend: true}}";

/** Cases of admission policies. */
export const policyCases: readonly Case[] = [
  created(VALIDATING, "with an expression", validating("true"), { tells: ["spec.failurePolicy", "spec.validations"] }),
  refused(VALIDATING, "Invalid", "without validations", { spec: { matchConstraints } }),
  changed(VALIDATING, "updated", "another expression", validating("true"), validating("1 == 1")),
  deleted(VALIDATING, validating("true")),
  created(VALIDATING_BINDING, "to a policy that is not there", binding("nothing", { validationActions: ["Deny"] }), {
    tells: ["spec.policyName", "spec.validationActions"],
  }),
  refused(VALIDATING_BINDING, "Invalid", "without an action", binding("nothing")),
  changed(
    VALIDATING_BINDING,
    "updated",
    "another action",
    binding("nothing", { validationActions: ["Deny"] }),
    binding("nothing", { validationActions: ["Audit"] }),
  ),
  deleted(VALIDATING_BINDING, binding("nothing", { validationActions: ["Deny"] })),
  created(MUTATING, "with an expression", mutating(suspended), {
    tells: ["spec.failurePolicy", "spec.reinvocationPolicy"],
  }),
  refused(MUTATING, "Invalid", "without mutations", { spec: { matchConstraints, reinvocationPolicy: "Never" } }),
  changed(MUTATING, "updated", "another expression", mutating(suspended), mutating(suspended.replace("true", "false"))),
  deleted(MUTATING, mutating(suspended)),
  created(MUTATING_BINDING, "to a policy that is not there", binding("nothing"), { tells: ["spec.policyName"] }),
  changed(MUTATING_BINDING, "updated", "another policy", binding("nothing"), binding("other")),
  deleted(MUTATING_BINDING, binding("nothing")),
];
