import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { TestCluster } from "../cluster.ts";
import { apiResources, pathOf } from "./apiResources.ts";

/** Any object of a cluster. */
export interface ClusterObject {
  /** The resource with its group, such as `deployments.apps`. */
  readonly resource: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the object has
  readonly [field: string]: any;
}

/** What the cluster writes by itself, again and again: heartbeats and what happened. */
const restless = new Set(["events", "events.events.k8s.io", "leases.coordination.k8s.io"]);

/** All objects of the cluster, of every resource that can be listed. */
export async function allObjects(cluster: Pick<TestCluster, "ask">): Promise<ClusterObject[]> {
  const resources = (await apiResources(cluster)).filter(
    ({ resource, verbs }) => verbs.includes("list") && !resource.includes("/"),
  );
  const lists = await Promise.all(
    resources.map(async (one) => {
      const resource = one.group === "" ? one.resource : `${one.resource}.${one.group}`;
      if (restless.has(resource)) return [];
      const path = pathOf(one, one.resource);
      let answer = await cluster.ask("GET", path);
      // A server that has just learnt of a kind asks for patience.
      for (let tries = 0; answer.status === 429 && tries < 60; tries++) {
        await sleep(500);
        answer = await cluster.ask("GET", path);
      }
      if (answer.status !== 200) throw new Error(`${resource}: ${String(answer.status)}`);
      return (answer.body as { items: Omit<ClusterObject, "resource">[] }).items.map(
        (item) => ({ ...item, resource }) as ClusterObject,
      );
    }),
  );
  return lists.flat();
}

/** An object's resource, namespace and name. */
export const objectName = ({ resource, metadata: { namespace, name } }: ClusterObject): string =>
  `${resource} ${namespace === undefined ? "" : `${namespace}/`}${name}`;

/**
 * What of objects anybody but the cluster decides, one entry an object: its uid, and a digest of all of it but its status and what
 * counts changes.
 */
export function digests(objects: readonly ClusterObject[]): Record<string, string> {
  return Object.fromEntries(
    objects.map((object) => {
      const kept = (fields: object): object =>
        Object.fromEntries(Object.entries(fields).filter(([field]) => !restlessFields.has(field)));
      const text = JSON.stringify({ ...kept(object), metadata: kept(object.metadata) });
      return [
        objectName(object),
        `${object.metadata.uid} ${createHash("sha256").update(text).digest("hex").slice(0, 16)}`,
      ];
    }),
  );
}

const restlessFields = new Set(["status", "resourceVersion", "managedFields", "generation"]);

/**
 * Whether an object is a tenant's: is in a namespace of its, bears its label, or is a volume or an address for something there. Nodes
 * that are kept for a tenant are those who run the cluster's.
 */
export function isOf(tenant: string, { resource, metadata, spec }: ClusterObject): boolean {
  if (resource === "nodes") return false;
  const of = spec as
    Readonly<Record<"claimRef" | "parentRef", { readonly namespace?: string } | undefined>> | undefined;
  const places = [metadata.namespace, metadata.name, of?.claimRef?.namespace, of?.parentRef?.namespace];
  return (
    metadata.labels?.["tenantry.dev/tenant"] === tenant ||
    places.some((place) => place !== undefined && (place === tenant || place.startsWith(`${tenant}--`)))
  );
}
