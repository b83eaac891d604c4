import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { cisKubernetes, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { namespaceType } from "../../../core/policies/kubernetes/namespaces.ts";

/** What customers may create and a shared cluster has to look at: API group and resource. */
const judged = [
  ["", "pods"],
  ["", "services"],
  ["", "secrets"],
  ["", "persistentvolumeclaims"],
  ["gateway.networking.k8s.io", "httproutes"],
  ["autoscaling", "horizontalpodautoscalers"],
] as const;

/** A cell is not ready for tenants before its policies look at all that tenants create. */
export const admissionComplete: Rule = {
  id: "isolation/admission-complete",
  title: "A cell's admission policies look at all that customers create",
  severity: "critical",
  rationale:
    'Roles say who may create what; only admission says what it may be like, such as on whose nodes a pod runs and for which host a route answers (Kubernetes documentation, "Multi-tenancy").',
  remediation:
    "Add a ValidatingAdmissionPolicy for namespaces with the label tenantry.dev/tenant that matches the resource.",
  controls: [cisKubernetes("5.2.1"), soc2("CC6.8")],
  resourceTypes: [namespaceType],
  looksAt: "stack",
  check(namespace, { owner, ofType }) {
    if (owner.kind === "tenant" || valueAt(namespace.inputs, "metadata", "name") !== "tenantry-cell")
      return notApplicable;
    const rules = ofType("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy").flatMap(rulesOf);
    return judged
      .filter(([group, resource]) => !rules.some((rule) => matches(rule, group, resource)))
      .map(([, resource]) => ({ message: `The cell should have a policy that looks at ${resource} of tenants.` }));
  },
};

/** Rules of a policy that looks at the namespaces of all tenants. */
function rulesOf({ inputs }: RenderedResource): readonly unknown[] {
  const [expression, ...others] = listAt(inputs, "spec", "matchConstraints", "namespaceSelector", "matchExpressions");
  const ofTenants =
    valueAt(expression, "key") === "tenantry.dev/tenant" && valueAt(expression, "operator") === "Exists";
  return ofTenants && others.length === 0 ? listAt(inputs, "spec", "matchConstraints", "resourceRules") : [];
}

function matches(rule: unknown, group: string, resource: string): boolean {
  return (
    listAt(rule, "apiGroups").includes(group) &&
    listAt(rule, "resources").includes(resource) &&
    listAt(rule, "operations").includes("CREATE")
  );
}
