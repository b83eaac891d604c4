import type { KubernetesCell } from "../../../core/schema/cell.ts";
import { beginsWith, cel, isIn, or, same, text, texts, type Cel } from "./cel.ts";

const user: Cel<"text"> = cel("request.userInfo.username");

const groups: Cel<"texts"> = cel("request.userInfo.?groups.orValue([])");

/** Whether the platform asks: nobody else may change namespaces. */
export const isPlatform: Cel<"bool"> = cel('authorizer.group("").resource("namespaces").check("update").allowed()');

/**
 * Whether somebody asks who may do the same in every namespace, such as a driver of volumes: no customer may do anything in all of
 * them. The names of what is done with objects are, in small letters, the verbs of the authorizer.
 */
export const mayEverywhere: Cel<"bool"> = cel(
  "authorizer.group(request.resource.group).resource(request.resource.resource).check(request.operation.lowerAscii()).allowed()",
);

/** Whether the cluster itself asks: its controllers, its scheduler or a node (Kubernetes documentation, "Using RBAC Authorization", core component roles). */
export const isCluster: Cel<"bool"> = or(
  beginsWith(user, text("system:serviceaccount:kube-system:")),
  isIn(user, texts(["system:kube-controller-manager", "system:kube-scheduler"])),
  isIn(text("system:nodes"), groups),
);

/** Whether the operator of the cell's databases asks; undefined where the cell has none. */
export function isOperator({ databases }: Pick<KubernetesCell, "databases">): Cel<"bool"> | undefined {
  return databases && same(user, text(databases.operator));
}
