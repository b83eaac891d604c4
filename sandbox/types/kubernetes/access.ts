/** Kubernetes kinds that say who may do what, and what may reach what. */
import { propertiesOf, stringOf, type Properties } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { kind } from "./kind.ts";

const roleRefs = (inputs: Properties): Problem[] => {
  const reference = propertiesOf(inputs["roleRef"]);
  const name = stringOf(reference["kind"]);
  return name === undefined || name === "Role" || name === "ClusterRole"
    ? []
    : [{ property: "roleRef.kind", reason: `is "${name}", but must be Role or ClusterRole` }];
};

/** Rows of permissions and network policies. */
export const accessTypes: readonly ResourceType[] = [
  kind({ token: "kubernetes:networking.k8s.io/v1:NetworkPolicy", plural: "networkpolicies", names: "subdomain" }),
  kind({ token: "kubernetes:rbac.authorization.k8s.io/v1:Role", plural: "roles", names: "segment" }),
  kind({
    token: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    plural: "rolebindings",
    names: "segment",
    replaceOn: ["roleRef"],
    check: roleRefs,
  }),
];
