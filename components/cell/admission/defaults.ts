import type { KubernetesCell } from "../../../core/schema/cell.ts";
import { tenantKey } from "../../shared/clusterObjects.ts";
import {
  and,
  cel,
  hasField,
  hasKey,
  isEmpty,
  not,
  object,
  objectAt,
  objectsAt,
  same,
  some,
  text,
  textAt,
  type Cel,
} from "./cel.ts";
import { hasOwnNodes, ownPriority, ownTenant } from "./namespace.ts";
import { podConditions } from "./pods.ts";
import { inTenants, requests, type MatchConstraints, type NamedExpression } from "./policy.ts";

/** A MutatingAdmissionPolicy and its binding, which have the same name. */
export interface MutatingPolicy {
  readonly name: string;
  /** The policy's `spec` (Kubernetes API reference, MutatingAdmissionPolicy v1). */
  readonly spec: {
    readonly failurePolicy: "Fail";
    readonly reinvocationPolicy: "IfNeeded";
    readonly matchConstraints: MatchConstraints;
    readonly matchConditions: NamedExpression[];
    readonly mutations: {
      readonly patchType: "JSONPatch";
      readonly jsonPatch: { readonly expression: string };
    }[];
  };
  /** The binding's `spec`. */
  readonly binding: { readonly policyName: string };
}

/**
 * What every pod of a tenant gets by its namespace, so that nobody needs to know: the priority class, and where the tenant has nodes of
 * its own the way there. What a pod says itself is left for the validating policies to judge.
 *
 * MutatingAdmissionPolicy is in v1 since Kubernetes 1.36.
 */
export function defaultsPolicy(cell: Pick<KubernetesCell, "databases">): MutatingPolicy {
  const name = "tenantry-defaults";
  return {
    name,
    spec: {
      failurePolicy: "Fail",
      reinvocationPolicy: "IfNeeded",
      matchConstraints: inTenants([requests("", ["pods"], ["CREATE"])]),
      matchConditions: podConditions(cell),
      mutations: [priority, selector, toleration].map((expression) => ({
        patchType: "JSONPatch",
        jsonPatch: { expression },
      })),
    },
    binding: { policyName: name },
  };
}

const podSpec = objectAt(object, "spec");

const patch = (op: "add" | "remove", path: string, value?: string): string =>
  `JSONPatch{op: "${op}", path: ${path}${value === undefined ? "" : `, value: ${value}`}}`;

const patches = (condition: Cel<"bool">, ...all: readonly string[]): string =>
  `(${condition} ? [${all.join(", ")}] : [])`;

const needsPriority = and(isEmpty(textAt(podSpec, "priorityClassName")), not(isEmpty(ownPriority)));

/**
 * The server has worked out the number by then for a pod without a class, and would refuse it beside ours. It does so again for a pod
 * that a policy changed, so the number is taken away.
 */
const priority = [
  patches(needsPriority, patch("add", text("/spec/priorityClassName"), `"tenantry-" + ${ownPriority}`)),
  ...["priority", "preemptionPolicy"].map((field) =>
    patches(and(needsPriority, hasField(podSpec, field)), patch("remove", text(`/spec/${field}`))),
  ),
].join(" + ");

const needsSelector = and(hasOwnNodes, not(hasKey(objectAt(podSpec, "nodeSelector"), tenantKey)));

const selector = [
  patches(and(needsSelector, not(hasField(podSpec, "nodeSelector"))), patch("add", text("/spec/nodeSelector"), "{}")),
  patches(
    needsSelector,
    patch("add", cel(`"/spec/nodeSelector/" + jsonpatch.escapeKey(${text(tenantKey)})`), ownTenant),
  ),
].join(" + ");

const needsToleration = and(
  hasOwnNodes,
  not(some("toleration", objectsAt(podSpec, "tolerations"), (found) => same(textAt(found, "key"), text(tenantKey)))),
);

const toleration = [
  patches(and(needsToleration, not(hasField(podSpec, "tolerations"))), patch("add", text("/spec/tolerations"), "[]")),
  patches(
    needsToleration,
    patch(
      "add",
      text("/spec/tolerations/-"),
      `{"key": ${text(tenantKey)}, "operator": "Equal", "value": ${ownTenant}, "effect": "NoSchedule"}`,
    ),
  ),
].join(" + ");
