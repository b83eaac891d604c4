import { z } from "zod";

import type { KubernetesCell } from "../../core/schema/cell.ts";
import { connect, type Ask } from "./clusterApi.ts";
import type { JsonObject } from "./exactPart.ts";

/** A kind of objects by the names that the API has for it. */
export interface ObjectKind {
  /** The API's group; empty for the core one. */
  readonly group: string;
  /** The resource as paths of the API name it. */
  readonly resource: string;
  readonly kind: string;
}

/** An object as it is in a cluster. */
export interface ClusterObject {
  readonly kind: ObjectKind;
  /** Its path in the API. */
  readonly path: string;
  /** Empty for what is in none. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The uid of the object whose controller made it, if one did. */
  readonly controller: string | undefined;
  readonly content: JsonObject;
}

/** A cluster, as far as it is looked at and put right beside the engine. */
export interface ClusterObjects {
  /** All objects of a kind in a namespace; none where the cluster does not have the kind. */
  readonly list: (kind: ObjectKind, namespace: string) => Promise<ClusterObject[]>;
  /** All objects of a kind, in whichever namespace, that a label selector covers; none where the cluster does not have the kind. */
  readonly labelled: (kind: ObjectKind, selector: string) => Promise<ClusterObject[]>;
  /** A namespace; undefined when it is not there. */
  readonly namespace: (name: string) => Promise<ClusterObject | undefined>;
  /** Removes that very object; one that took its name meanwhile stays. */
  readonly remove: (object: ClusterObject) => Promise<void>;
  /** Applies a JSON merge patch (RFC 7386), if the object is still as it was read. */
  readonly patch: (object: ClusterObject, patch: JsonObject) => Promise<void>;
}

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().default(""),
  uid: z.string(),
  resourceVersion: z.string(),
  ownerReferences: z.array(z.object({ uid: z.string(), controller: z.boolean().default(false) })).default([]),
});
const anObject = z.looseObject({ metadata });
const aList = z.object({
  metadata: z.object({ continue: z.string().default("") }),
  items: z.array(anObject),
});
const aGroup = z.object({ versions: z.array(z.object({ version: z.string() })) });
const resources = z.object({ resources: z.array(z.object({ name: z.string() })) });

/** How many objects are read at a time. */
const pageSize = 500;

const namespaces: ObjectKind = { group: "", resource: "namespaces", kind: "Namespace" };

/**
 * Opens the cluster that a cell is, by its kubeconfig and context, as the provider of its stacks does.
 *
 * @param resolvePath leads from the estate to a relative kubeconfig.
 * @throws Error when the cluster cannot be reached, or is not the cell.
 */
export async function openClusterObjects(
  cell: KubernetesCell,
  resolvePath: (path: string) => string,
): Promise<ClusterObjects> {
  const ask = await connect(cell, resolvePath);
  const system = await ask("GET", "/api/v1/namespaces/kube-system");
  const { uid } = anObject.parse(system.body).metadata;
  if (uid !== cell.clusterUid) {
    throw new Error(
      `The cell "${cell.id}" is the cluster ${cell.clusterUid} in the estate, and this run reaches the cluster ${uid}. ` +
        "Nothing was touched. Correct the kubeconfig of this run, or the cell in estate.yaml.",
    );
  }
  const roots = new Map<string, Promise<string | undefined>>();
  const rootOf = (kind: ObjectKind): Promise<string | undefined> => {
    const key = `${kind.group}/${kind.resource}`;
    const known = roots.get(key) ?? findRoot(kind, ask);
    roots.set(key, known);
    return known;
  };
  const pages = async (path: string, query = ""): Promise<z.infer<typeof anObject>[]> => {
    const found: z.infer<typeof anObject>[] = [];
    let next = "";
    do {
      const { body } = await ask(
        "GET",
        `${path}?limit=${String(pageSize)}&continue=${encodeURIComponent(next)}${query}`,
      );
      const page = aList.parse(body);
      found.push(...page.items);
      next = page.metadata.continue;
    } while (next !== "");
    return found;
  };
  return {
    list: async (kind, namespace) => {
      const root = await rootOf(kind);
      if (root === undefined) return [];
      const path = `${root}/namespaces/${namespace}/${kind.resource}`;
      return (await pages(path)).map((item) => toObject(kind, path, item));
    },
    labelled: async (kind, selector) => {
      const root = await rootOf(kind);
      if (root === undefined) return [];
      const items = await pages(`${root}/${kind.resource}`, `&labelSelector=${encodeURIComponent(selector)}`);
      return items.map((item) => {
        const { namespace } = item.metadata;
        const place = namespace === "" ? "" : `/namespaces/${namespace}`;
        return toObject(kind, `${root}${place}/${kind.resource}`, item);
      });
    },
    namespace: async (name) => {
      const { status, body } = await ask("GET", `/api/v1/namespaces/${name}`, { missing: true });
      return status === 404 ? undefined : toObject(namespaces, "/api/v1/namespaces", anObject.parse(body));
    },
    remove: async ({ path, uid: own }) => {
      await ask("DELETE", path, { missing: true, body: { preconditions: { uid: own } } });
    },
    patch: async ({ path, content }, patch) => {
      const { resourceVersion } = anObject.parse(content).metadata;
      const own = (patch["metadata"] ?? {}) as JsonObject;
      await ask("PATCH", path, {
        body: { ...patch, metadata: { ...own, resourceVersion } },
        type: "application/merge-patch+json",
      });
    },
  };
}

function toObject(kind: ObjectKind, root: string, item: z.infer<typeof anObject>): ClusterObject {
  const { name, namespace, uid, ownerReferences } = item.metadata;
  const controller = ownerReferences.find((owner) => owner.controller)?.uid;
  return { kind, path: `${root}/${name}`, namespace, name, uid, controller, content: item as JsonObject };
}

/** Where a kind is in the cluster's API, in the version that the cluster prefers; undefined when nowhere. */
async function findRoot({ group, resource }: ObjectKind, ask: Ask): Promise<string | undefined> {
  if (group === "") return "/api/v1";
  const known = await ask("GET", `/apis/${group}`, { missing: true });
  if (known.status === 404) return undefined;
  for (const { version } of aGroup.parse(known.body).versions) {
    const root = `/apis/${group}/${version}`;
    const { body } = await ask("GET", root);
    if (resources.parse(body).resources.some(({ name }) => name === resource)) return root;
  }
  return undefined;
}
