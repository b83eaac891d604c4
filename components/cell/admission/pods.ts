import type { KubernetesCell } from "../../../core/schema/cell.ts";
import {
  and,
  cel,
  choose,
  not,
  object,
  objectAt,
  objectsAt,
  oldObject,
  or,
  same,
  text,
  together,
  variable,
  type Cel,
} from "./cel.ts";
import { isDatabases } from "./databaseObjects.ts";
import { condition, operation, requests, whenNew, type MatchedResources, type NamedExpression } from "./policy.ts";
import { isCluster, isOperator } from "./subjects.ts";

const kind: Cel<"text"> = cel("request.kind.kind");

/** Whether the request is for a pod itself rather than for what makes pods. */
export const isPod: Cel<"bool"> = same(kind, text("Pod"));

/** Everything that pods come from. What a controller makes of it is looked at again, as a pod. */
export const podResources: readonly MatchedResources[] = [
  requests("", ["pods", "replicationcontrollers"], ["CREATE", "UPDATE"]),
  requests("", ["pods/ephemeralcontainers"], ["UPDATE"]),
  requests("apps", ["deployments", "statefulsets", "daemonsets", "replicasets"], ["CREATE", "UPDATE"]),
  requests("batch", ["jobs", "cronjobs"], ["CREATE", "UPDATE"]),
];

/** The pod of an object: itself, or its template. */
function podOf(of: Cel<"object">): Cel<"object"> {
  const ofOther = choose(
    same(kind, text("CronJob")),
    objectAt(of, "spec.jobTemplate.spec.template"),
    objectAt(of, "spec.template"),
  );
  return choose(isPod, of, ofOther);
}

/** The fields of `spec` of a pod or template; empty for an object that there was not. */
function podSpecOf(of: Cel<"object">): Cel<"object"> {
  return objectAt(podOf(of), "spec");
}

/**
 * When the rules of pods are asked: for what is new, so that what is older than a rule can still be stopped and removed; and not for
 * what the operator of databases makes, or the cluster's controllers of it.
 */
export function podConditions(cell: Pick<KubernetesCell, "databases">): NamedExpression[] {
  const operator = isOperator(cell);
  return [
    whenNew(podSpecOf),
    ...(operator === undefined
      ? []
      : [condition("of-customers", not(or(operator, and(isCluster, isDatabases(object)))))]),
  ];
}

/** The fields of `spec` of the pod or template that the request is for; needs {@link podVariables}. */
export const podSpec = variable<"object">("pod");

/** All containers of the pod or template; needs {@link podVariables}. */
export const containers = variable<"objects">("containers");

/** What the rules of pods stand on. */
export const podVariables: readonly NamedExpression[] = [
  { name: "pod", expression: podSpecOf(object) },
  {
    name: "containers",
    expression: together(
      objectsAt(podSpec, "containers"),
      objectsAt(podSpec, "initContainers"),
      objectsAt(podSpec, "ephemeralContainers"),
    ),
  },
];

/** The fields of `spec` before an update; empty when something is created. */
export const oldPodSpec: Cel<"object"> = choose(same(operation, text("CREATE")), cel("{}"), podSpecOf(oldObject));
