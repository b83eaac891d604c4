/**
 * The provider applies on the server, where a field that somebody changed by hand is theirs from then on and the next apply a
 * conflict. What the cell's stack sets is the stack's: this takes it back (Pulumi Kubernetes provider, "Managing Resources
 * with Server-Side Apply").
 */
const ownership = { "pulumi.com/patchForce": "true" };

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
