import { ownership } from "../shared/ownership.ts";

/** The metadata of an object of a cell, in the cluster as a whole unless it has a namespace. */
export interface ClusterMetadata {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: typeof ownership;
}

/** The metadata of an object by its name. */
export function clusterMetadata(name: string, labels: Readonly<Record<string, string>>): ClusterMetadata {
  return { name, labels, annotations: ownership };
}
