import type { StackResource } from "../engine/stackDrift.ts";
import type { ClusterObject } from "./clusterObjects.ts";
import { differences, mergePatch, removals } from "./differences.ts";
import { exactPart, type JsonObject } from "./exactPart.ts";

/** An object of a stack in which something differs from what the stack sets. */
export interface InexactObject {
  readonly object: ClusterObject;
  /** Where it differs, also by what the stack does not set. */
  readonly paths: readonly string[];
  /** True where the API lets it only be removed and made again. */
  readonly isFixed: boolean;
  /** The merge patch that takes away what was added; empty where nothing was. */
  readonly removals: JsonObject;
  /** The merge patch that makes it right. */
  readonly patch: JsonObject;
}

/** What the objects of a tenant's namespaces are against its stack. */
export interface Comparison {
  readonly foreign: readonly ClusterObject[];
  readonly inexact: readonly InexactObject[];
}

/** An account that the cluster gives to every namespace (Kubernetes documentation, "Default service accounts"). */
const clusterAccount = "default";

/**
 * Compares what a stack has in a cluster with what bounds its namespaces there. Foreign is what the stack does not have, unless a
 * controller made it for something among these objects, as CloudNativePG makes roles for its clusters: that a workload of a
 * customer's owns a role is nobody's doing but a hand's.
 */
export function compareObjects(own: readonly StackResource[], found: readonly ClusterObject[]): Comparison {
  const wanted = new Map(own.map((resource) => [keyOf(placeOf(resource)), resource.inputs]));
  const uids = new Set(found.filter(({ kind }) => kind.kind !== "Namespace").map(({ uid }) => uid));
  const foreign: ClusterObject[] = [];
  const inexact: InexactObject[] = [];
  for (const object of found) {
    const { kind, namespace, name, controller } = object;
    const inputs = wanted.get(keyOf({ ...kind, namespace, name }));
    if (inputs !== undefined) inexact.push(...inexactOf(object, inputs));
    else if (controller !== undefined && uids.has(controller)) continue;
    else if (kind.kind !== "ServiceAccount" || name !== clusterAccount) foreign.push(object);
  }
  return { foreign, inexact };
}

/** What a resource of a cluster is called there. */
export function placeOf({ inputs }: StackResource): ObjectPlace {
  const { namespace, name } = (inputs["metadata"] ?? {}) as Readonly<Record<string, string | undefined>>;
  const apiVersion = textOf(inputs["apiVersion"]);
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return { group, kind: textOf(inputs["kind"]), namespace: namespace ?? "", name: name ?? "" };
}

interface ObjectPlace {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function keyOf({ group, kind, namespace, name }: ObjectPlace): string {
  return [group, kind, namespace, name].join("/");
}

function inexactOf(object: ClusterObject, inputs: JsonObject): InexactObject[] {
  const [wanted, found] = [exactPart(object.kind.kind, inputs), exactPart(object.kind.kind, object.content)];
  if (wanted === undefined || found === undefined) return [];
  const paths = differences(wanted, found);
  if (paths.length === 0) return [];
  // Which role a binding gives never changes (Kubernetes documentation, "Using RBAC Authorization").
  const isFixed = paths.some((path) => path.startsWith("roleRef"));
  return [{ object, paths, isFixed, removals: removals(wanted, found), patch: mergePatch(wanted, found) }];
}
